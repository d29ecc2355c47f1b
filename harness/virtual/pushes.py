"""A phone's push service (FCM or APNs) and its tray of notifications, and how one process of the app sees both."""

from __future__ import annotations

import copy
import string
from collections.abc import Callable, Mapping
from typing import Any

from harness.virtual.life import Life
from harness.virtual.loop import Loop
from harness.virtual.network import Radio
from harness.virtual.permissions import NotificationPermission
from harness.virtual.sdk.seams import Draws
from harness.w3c.phone import Platform, UnfitInputError

Payload = Mapping[str, Any]
FCM_LETTERS = string.ascii_letters + string.digits + "-_"


class Tokens:
    """Of the one app of a phone. FCM's are opaque text of two parts, APNs' lower-case hex (moengage.md 4.3)."""

    def __init__(self, platform: Platform, draws: Draws) -> None:
        self._platform = platform
        self._draws = draws
        self._current: str | None = None

    def current(self) -> str:
        if self._current is None:
            self._current = self._draw()
        return self._current

    def rotate(self) -> str:
        self._current = self._draw()
        return self._current

    def forget(self) -> None:
        """The next one is another."""
        self._current = None

    def _draw(self) -> str:
        if self._platform == "ios":
            return f"{self._draws.random.getrandbits(256):064x}"
        return f"{self._draw_text(22)}:APA91b{self._draw_text(134)}"

    def _draw_text(self, length: int) -> str:
        return "".join(self._draws.random.choices(FCM_LETTERS, k=length))


class Tray:
    """What the phone shows, oldest first."""

    def __init__(self) -> None:
        self._payloads: list[dict[str, Any]] = []

    def add(self, payload: Payload) -> None:
        self._payloads.append(copy.deepcopy(dict(payload)))

    def payloads(self) -> list[dict[str, Any]]:
        return copy.deepcopy(self._payloads)

    def take(self, index: int) -> Payload:
        if not -len(self._payloads) <= index < len(self._payloads):
            raise UnfitInputError(f"there is no notification {index}: {len(self._payloads)} are shown")
        return self._payloads.pop(index)

    def clear(self) -> None:
        self._payloads.clear()


class PushCentre:
    """What a phone has of all this, for its one app."""

    def __init__(self, platform: Platform, draws: Draws, radio: Radio, permission: NotificationPermission) -> None:
        self.platform: Platform = platform
        self.tokens = Tokens(platform, draws)
        self.tray = Tray()
        self.radio = radio
        self.permission = permission

    def forget(self) -> None:
        """The app's data are gone: FCM keeps its token in them, APNs does not."""
        self.tray.clear()
        self.permission.forget()
        if self.platform == "android":
            self.tokens.forget()


class ProcessPush:
    """``seams.PushService``."""

    def __init__(self, loop: Loop, life: Life, centre: PushCentre, write: Callable[[str], None]) -> None:
        self._loop = loop
        self._life = life
        self._centre = centre
        self._write = write

    @property
    def is_allowed(self) -> bool:
        return self._centre.permission.is_granted

    def request_token(self, then: Callable[[str], None]) -> None:
        """Needs no permission on either platform."""
        answer = self._life.bound(lambda: then(self._centre.tokens.current()))
        self._centre.radio.when_online(lambda: self._loop.post(answer))

    def show(self, payload: Payload) -> None:
        """On Android the app's code shows what a data message says; on iOS the system has shown it by itself."""
        if self._centre.platform == "ios":
            return
        if self.is_allowed:
            self._centre.tray.add(payload)
        else:
            self._write("NotificationService: suppressed, the app may not show notifications")


def checked(platform: Platform, payload: Payload) -> Payload:
    """FCM takes a flat map of texts, APNs an object with an object ``aps``."""
    if platform == "android":
        is_fit = bool(payload) and all(isinstance(one, str) for one in payload.values())
        right = "a flat map of texts, as FCM's data message"
    else:
        is_fit = isinstance(payload.get("aps"), Mapping)
        right = 'an object with "aps": {...}, as APNs has it'
    if not is_fit:
        raise UnfitInputError(f"the payload must be {right}, not {dict(payload)!r:.200}")
    return copy.deepcopy(dict(payload))


def is_silent(payload: Payload) -> bool:
    """An iOS push that shows nothing."""
    return not payload["aps"].get("alert")


def wakes_app(payload: Payload) -> bool:
    """An iOS push for the app's code too, where the app is not in front."""
    return bool(payload["aps"].get("content-available") == 1)
