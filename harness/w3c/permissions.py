"""Which permissions the apps on a phone have been given; kept by the phone, unknown to the apps."""

from __future__ import annotations

from collections.abc import Iterable

from harness.w3c.errors import unknown_error

AT_INSTALLATION = ("android.permission.ACCESS_NETWORK_STATE", "android.permission.INTERNET")
ASKED_FOR = ("android.permission.POST_NOTIFICATIONS",)
REQUESTED = tuple(sorted((*AT_INSTALLATION, *ASKED_FOR)))
"""What the host app's manifest names; the second kind is denied until it is granted."""


class Permissions:
    def __init__(self) -> None:
        self._granted: dict[str, set[str]] = {}
        self._access: dict[tuple[str, str], str] = {}

    # Android
    def granted(self, app_id: str) -> list[str]:
        return sorted({*AT_INSTALLATION, *self._granted.get(app_id, ())})

    def denied(self, app_id: str) -> list[str]:
        return [name for name in REQUESTED if name not in self.granted(app_id)]

    def grant(self, app_id: str, names: Iterable[str]) -> None:
        self._granted.setdefault(app_id, set()).update(_requested(app_id, names))

    def revoke(self, app_id: str, names: Iterable[str]) -> None:
        self._granted.setdefault(app_id, set()).difference_update(_requested(app_id, names))

    # iOS
    def access(self, bundle_id: str, service: str) -> str:
        return self._access.get((bundle_id, service), "unset")

    def set_access(self, bundle_id: str, service: str, access: str) -> None:
        self._access[bundle_id, service] = access

    def reset_service(self, service: str) -> None:
        self._access = {key: access for key, access in self._access.items() if key[1] != service}

    def forget(self, app_id: str) -> None:
        """The app's data were cleared, or it was removed: it has to ask again."""
        self._granted.pop(app_id, None)
        self._access = {key: access for key, access in self._access.items() if key[0] != app_id}


def _requested(app_id: str, names: Iterable[str]) -> list[str]:
    wanted = list(names)
    for name in wanted:
        if name not in REQUESTED:
            raise unknown_error(f"Security exception: Package {app_id} has not requested permission {name}")
    return wanted
