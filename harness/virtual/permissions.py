"""Whether the app on a phone may show notifications, and the system's dialog that asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from harness.virtual.loop import Loop
from harness.w3c.phone import PermissionState, Platform, Widget

QUESTIONS: Mapping[Platform, str] = {
    "android": "Allow Sample to send you notifications?",
    "ios": "“Sample” Would Like to Send You Notifications\n"
    "Notifications may include alerts, sounds, and icon badges. These can be configured in Settings.",
}
ASKED_AT_MOST: Mapping[Platform, int] = {"android": 2, "ios": 1}
"""After so many refusals the system shows no dialog any more."""
DIALOG_PACKAGE = "com.android.permissioncontroller"
MESSAGE, ALLOW, DENY = (
    f"{DIALOG_PACKAGE}:id/{name}"
    for name in ("permission_message", "permission_allow_button", "permission_deny_button")
)


class Asker(Protocol):
    """The app that asks."""

    def interrupted(self) -> None: ...
    def resumed(self) -> None: ...
    def permission_answered(self, is_granted: bool) -> None: ...


class NotificationPermission:
    """POST_NOTIFICATIONS (Android 13 and later), or the authorization of UNUserNotificationCenter.

    Nobody has been asked when the app is new, and push tokens and data messages do not depend on it: only showing does.
    """

    def __init__(self, platform: Platform, loop: Loop) -> None:
        self._platform: Platform = platform
        self._loop = loop
        self._refusals = 0
        self._asker: Asker | None = None
        self.state: PermissionState = "unset"

    @property
    def is_granted(self) -> bool:
        return self.state == "granted"

    @property
    def dialog(self) -> str | None:
        """What the dialog says, if it is up."""
        return QUESTIONS[self._platform] if self._asker else None

    def dialog_widgets(self) -> tuple[Widget, ...]:
        """Those of Android's dialog, which is a window of its own."""
        message = Widget(MESSAGE, "text", QUESTIONS[self._platform])
        return message, Widget(ALLOW, "button", "Allow"), Widget(DENY, "button", "Don't allow")

    def ask(self, asker: Asker) -> None:
        """In a turn of its own; without a dialog if the answer is known for good."""
        self._loop.post(lambda: self._ask(asker))

    def _ask(self, asker: Asker) -> None:
        if self.is_granted or self._refusals >= ASKED_AT_MOST[self._platform]:
            asker.permission_answered(self.is_granted)
        elif self._asker is None:
            self._asker = asker
            asker.interrupted()

    def answer(self, accept: bool) -> None:
        asker, self._asker = self._asker, None
        self.state = "granted" if accept else "denied"
        self._refusals += not accept
        if asker:
            asker.resumed()
            asker.permission_answered(accept)

    def withdraw_dialog(self) -> None:
        """Its app left the screen: nobody has answered."""
        self._asker = None

    def set(self, state: PermissionState) -> None:
        """From outside of the app: settings, adb."""
        self.state = state
        self._refusals = ASKED_AT_MOST[self._platform] if state == "denied" else 0

    def forget(self) -> None:
        self.set("unset")
        self.withdraw_dialog()
