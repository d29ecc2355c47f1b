"""A small phone with one app, for the tests of the server in front of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from harness.clock import ManualClock
from harness.w3c.phone import (
    AppNotFoundError,
    AppNotInstalledError,
    DialogOpenError,
    PermissionState,
    Platform,
    UnfitInputError,
    Widget,
)

APP = "com.example.sample"


class APhone:
    """Its app counts what it tracked; a press on ``flush`` sends it, and so does going to the background."""

    def __init__(self, platform: Platform, udid: str = "") -> None:
        self.platform: Platform = platform
        self.udid = udid or f"virtual-{platform}-1"
        self.clock = ManualClock(wall_s=1_780_000_000.0)
        self.versions = {APP: "1.0.0"}
        self.running: dict[str, Mapping[str, str]] = {}
        self.front: str | None = None
        self.presses: list[str] = []
        self.links: list[tuple[str, str | None]] = []
        self.advanced: list[float] = []
        self.keychain = {"device-id": "d1"}
        self.radio = {"wifi": True, "data": True, "airplaneMode": False}
        self.lines: list[tuple[float, str]] = []
        self.more_widgets: list[Widget] = []
        self.dialog: str | None = None
        self.permission: PermissionState = "unset"
        self.shown: list[Mapping[str, object]] = []
        self.told: list[tuple[object, ...]] = []
        """What of a phone's own acts it was asked for, with its arguments."""
        self._reset()

    def _reset(self) -> None:
        self.user, self.sent, self.waiting = "", 0, 0

    def describe(self) -> Mapping[str, object]:
        version = "14" if self.platform == "android" else "18.2"
        said = {"harness:engine": "virtual", "harness:models": ["a model"], "platformVersion": version}
        return {**said, "harness:locale": "de-DE", "harness:timezone": "Europe/Berlin"}

    def widgets(self) -> Sequence[Widget]:
        if self.front is None or (self.dialog and self.platform == "android"):
            return []
        status = f"sent={self.sent} queued={self.waiting} v={self.versions[self.front]}"
        return [
            Widget("user_id", "field", self.user),
            Widget("track", "button", "Track"),
            Widget("flush", "button", "Flush"),
            Widget("reset", "button", "Reset"),
            Widget("buy", "button", "Buy", is_enabled=False),
            Widget("status", "text", status),
            *self.more_widgets,
        ]

    def press(self, widget_id: str) -> None:
        if self.dialog:
            raise DialogOpenError(self.dialog)
        self.presses.append(widget_id)
        if widget_id == "crash":
            raise RuntimeError("the app crashed")
        if widget_id == "track":
            self.waiting += 1
            self.lines.append((self.wall(), "Segment: enqueued Button Tapped"))
        if widget_id == "flush":
            self.sent, self.waiting = self.sent + self.waiting, 0

    def set_text(self, widget_id: str, text: str) -> None:
        assert widget_id == "user_id"
        self.user = text

    def install(self, path: str) -> None:
        if "missing" in path:
            raise AppNotFoundError(path)
        self.terminate(APP)
        self.versions[APP] = "2.0.0" if "2.0.0" in path else "1.0.0"

    def remove(self, app_id: str) -> bool:
        self.terminate(app_id)
        self._reset()
        return self.versions.pop(app_id, None) is not None

    def clear(self, app_id: str) -> None:
        self._require(app_id)
        self.terminate(app_id)
        self.permission = "unset"
        self._reset()

    def clear_keychain(self) -> None:
        self.keychain.clear()

    def activate(self, app_id: str, arguments: Mapping[str, str] | None = None) -> None:
        self._require(app_id)
        self.running.setdefault(app_id, dict(arguments or {}))
        self.front = app_id

    def terminate(self, app_id: str) -> bool:
        if self.front == app_id:
            self.front = None
        return self.running.pop(app_id, None) is not None

    def background(self) -> None:
        self.front = None
        self.sent, self.waiting = self.sent + self.waiting, 0

    def is_installed(self, app_id: str) -> bool:
        return app_id in self.versions

    def app_version(self, app_id: str) -> str:
        return self.versions[app_id]

    def app_state(self, app_id: str) -> int:
        if app_id not in self.versions:
            return 0
        if app_id not in self.running:
            return 1
        return 4 if self.front == app_id else 3

    def foreground_app(self) -> str | None:
        return self.front

    def open_link(self, url: str, app_id: str | None) -> None:
        if app_id is None and not url.startswith("sample:"):
            raise AppNotInstalledError(url)
        self.activate(app_id or APP)
        self.links.append((url, app_id))

    def rotate(self) -> None:
        self.told.append(("rotated",))

    def interrupt(self) -> None:
        self.told.append(("interrupted",))

    def log(self) -> Sequence[tuple[float, str]]:
        return list(self.lines)

    def wall(self) -> float:
        return self.clock.wall()

    def connectivity(self) -> Mapping[str, bool]:
        return dict(self.radio)

    def set_connectivity(self, changes: Mapping[str, bool]) -> None:
        self.radio.update(changes)

    def advance(self, seconds: float) -> None:
        self.advanced.append(seconds)
        self.clock.advance(seconds)

    def under_way(self) -> int:
        return self.waiting

    def queued(self) -> Mapping[str, int]:
        return {"segment": self.waiting, "moengage": 0}

    def stored(self, app_id: str) -> Mapping[str, object]:
        self._require(app_id)
        return {"preferences": {"user": self.user}}

    def alert(self) -> str | None:
        return self.dialog

    def answer_alert(self, accept: bool) -> None:
        self.dialog = None
        self.permission = "granted" if accept else "denied"

    def notification_permission(self, app_id: str) -> PermissionState:
        self._require(app_id)
        return self.permission

    def set_notification_permission(self, app_id: str, state: PermissionState) -> None:
        self._require(app_id)
        self.permission = state

    def push(self, payload: Mapping[str, object]) -> None:
        self._require(APP)
        if "bad" in payload:
            raise UnfitInputError("a payload is a flat map of texts")
        self.shown.append(payload)

    def notifications(self) -> Sequence[Mapping[str, object]]:
        return self.shown

    def tap_notification(self, index: int = -1) -> None:
        self.told.append(("tapped", self.shown.pop(index)))

    def clear_notification(self, index: int = -1) -> None:
        self.told.append(("cleared", self.shown.pop(index)))

    def push_token(self) -> str:
        return "token-1"

    def rotate_push_token(self) -> str:
        self._require(APP)
        return "token-2"

    def write_stored(self, app_id: str, data: Mapping[str, object]) -> None:
        self._require(app_id)
        self.told.append(("stored", dict(data)))

    def reboot(self) -> None:
        self.terminate(APP)

    def set_locale(self, locale: str, calendar: str) -> None:
        self.told.append(("locale", locale, calendar))

    def set_timezone(self, name: str) -> None:
        self.told.append(("timezone", name))

    def set_clock(self, offset_s: float) -> None:
        self.told.append(("clock", offset_s))

    def fill_storage(self, is_full: bool) -> None:
        self.told.append(("full", is_full))

    def back_up(self) -> None:
        self._require(APP)
        self.told.append(("backed up",))

    def restore_backup(self) -> None:
        self.told.append(("restored",))

    def _require(self, app_id: str) -> None:
        if app_id not in self.versions:
            raise AppNotInstalledError(app_id)
