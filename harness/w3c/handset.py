"""The device around the apps: what of it outlives a session and the ``Phone`` does not know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from harness.w3c.arguments import Json
from harness.w3c.errors import invalid_argument
from harness.w3c.files import Files
from harness.w3c.permissions import Permissions
from harness.w3c.phone import Phone, Platform
from harness.w3c.screen import Screen, lay_out, measure_screen

ORIENTATIONS = ("PORTRAIT", "LANDSCAPE")
NOWHERE: Mapping[str, float] = {"latitude": 0.0, "longitude": 0.0, "altitude": 0.0}
_CHARGING: Mapping[Platform, tuple[int, int, int]] = {"android": (3, 2, 5), "ios": (1, 2, 3)}
"""The platforms' numbers for: runs on battery, is charged, is full."""


@dataclass
class Handset:
    phone: Phone
    files: Files = field(default_factory=Files)
    location: dict[str, float] = field(default_factory=lambda: dict(NOWHERE))
    orientation: str = "PORTRAIT"
    clipboard: bytes = b""
    battery: float = 1.0
    is_plugged_in: bool = True
    is_locked: bool = False
    focus: str | None = None
    """The widget id of the field that was touched last."""
    log: list[tuple[float, str]] = field(default_factory=list)
    """What the device itself had to say, beside the phone's own log."""
    _app_behind_lock: str | None = None

    def __post_init__(self) -> None:
        self.permissions = Permissions(self.phone)

    @property
    def platform(self) -> Platform:
        return self.phone.platform

    def screen(self) -> Screen:
        rect = measure_screen(self.platform, self.orientation)
        widgets = () if self.is_locked else self.phone.widgets()
        if not widgets:
            return Screen(self.platform, rect)
        focus = self.focus if any(one.id == self.focus and one.role == "field" for one in widgets) else None
        return Screen(self.platform, rect, self.phone.foreground_app, focus, lay_out(self.platform, rect, widgets))

    def say(self, text: str) -> None:
        self.log.append((self.phone.wall(), text))

    def rotate(self, orientation: str) -> None:
        if orientation.upper() not in ORIENTATIONS:
            raise invalid_argument(f"orientation must be one of {', '.join(ORIENTATIONS)}, not {orientation!r}")
        if self.orientation != orientation.upper():
            self.orientation = orientation.upper()
            self.phone.rotate()

    def lock(self, seconds: float = 0.0) -> None:
        """The app in front goes to the background, as behind a dark screen; ``seconds`` > 0 of the phone's time
        later the phone is unlocked again."""
        if not self.is_locked:
            self.is_locked, self._app_behind_lock = True, self.phone.foreground_app()
            self.go_home()
        if seconds > 0:
            self.phone.advance(seconds)
            self.unlock()

    def unlock(self) -> None:
        behind, self._app_behind_lock = self._app_behind_lock, None
        self.is_locked = False
        if behind is not None and self.phone.app_state(behind) > 1:
            self.phone.activate(behind)

    def reboot(self) -> None:
        """It has no code, so it comes up unlocked; nothing of what was only in its memory is left."""
        self.phone.reboot()
        self.is_locked, self._app_behind_lock = False, None
        self.focus, self.clipboard, self.orientation = None, b"", ORIENTATIONS[0]

    def go_home(self) -> None:
        self.focus = None
        if self.phone.foreground_app() is not None:
            self.phone.background()

    def leave_for(self, seconds: float) -> None:
        """To the home screen; ``seconds`` >= 0 of the phone's time later the app is in front again."""
        app_id = self.phone.foreground_app()
        self.go_home()
        if seconds >= 0 and app_id is not None:
            self.phone.advance(seconds)
            self.phone.activate(app_id)

    def battery_info(self) -> dict[str, Json]:
        on_battery, charged, full = _CHARGING[self.platform]
        plugged_in = full if self.battery >= 1 else charged
        return {"level": self.battery, "state": plugged_in if self.is_plugged_in else on_battery}
