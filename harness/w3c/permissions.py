"""Which permissions the apps on a phone have been given, in the drivers' words.

Whether an app may show notifications is the phone's own state; the rest is remembered here and unknown to the apps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from harness.w3c.errors import unknown_error
from harness.w3c.phone import AppNotInstalledError, PermissionState, Phone

AT_INSTALLATION = ("android.permission.ACCESS_NETWORK_STATE", "android.permission.INTERNET")
NOTIFICATIONS = "android.permission.POST_NOTIFICATIONS"
REQUESTED = tuple(sorted((*AT_INSTALLATION, NOTIFICATIONS)))
"""What the host app's manifest names; the last one is denied until it is granted."""
ACCESS: Mapping[PermissionState, str] = {"unset": "unset", "denied": "no", "granted": "yes"}


class Permissions:
    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self._access: dict[tuple[str, str], str] = {}

    # Android
    def granted(self, app_id: str) -> list[str]:
        return sorted(REQUESTED if self._notifications(app_id) == "granted" else AT_INSTALLATION)

    def denied(self, app_id: str) -> list[str]:
        return [name for name in REQUESTED if name not in self.granted(app_id)]

    def grant(self, app_id: str, names: Iterable[str]) -> None:
        if NOTIFICATIONS in _requested(app_id, names):
            self._set_notifications(app_id, "granted")

    def revoke(self, app_id: str, names: Iterable[str]) -> None:
        """As if nobody had been asked: adb clears the flags of the person's own choice too."""
        if NOTIFICATIONS in _requested(app_id, names):
            self._set_notifications(app_id, "unset")

    # iOS
    def access(self, bundle_id: str, service: str) -> str:
        if service == "notifications":
            return ACCESS[self._notifications(bundle_id)]
        return self._access.get((bundle_id, service), "unset")

    def set_access(self, bundle_id: str, service: str, access: str) -> None:
        self._access[bundle_id, service] = access

    def reset_service(self, service: str) -> None:
        self._access = {key: access for key, access in self._access.items() if key[1] != service}

    def forget(self, app_id: str) -> None:
        """The app's data were cleared, or it was removed: it has to ask again."""
        self._access = {key: access for key, access in self._access.items() if key[0] != app_id}

    def _notifications(self, app_id: str) -> PermissionState:
        try:
            return self._phone.notification_permission(app_id)
        except AppNotInstalledError:
            return "unset"

    def _set_notifications(self, app_id: str, state: PermissionState) -> None:
        try:
            self._phone.set_notification_permission(app_id, state)
        except AppNotInstalledError:
            raise unknown_error(f"Security exception: Unknown package: {app_id}") from None


def _requested(app_id: str, names: Iterable[str]) -> list[str]:
    wanted = list(names)
    for name in wanted:
        if name not in REQUESTED:
            raise unknown_error(f"Security exception: Package {app_id} has not requested permission {name}")
    return wanted
