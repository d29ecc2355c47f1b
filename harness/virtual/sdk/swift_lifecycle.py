"""Lifecycle events of analytics-swift, on UIApplication's notifications."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.seams import AppInfo, Clock
from harness.virtual.sdk.segment_preferences import kept_text
from harness.virtual.sdk.swift_release import Release
from harness.virtual.sdk.swift_state import Defaults

VERSION, BUILD = "SEGVersionKey", "SEGBuildKeyV2"
STANDARD = "UserDefaults.standard"
"""Shared by all write keys."""

REFRESH_AFTER_S = 10.0

Track = Callable[[str, dict[str, Any] | None], None]


class LifecycleEvents:
    """Switched off it stores nothing either, so a version that switches it on is an installation."""

    def __init__(self, app: AppInfo, defaults: Defaults, track: Track, release: Release, is_on: bool) -> None:
        self._app = app
        self._release = release
        self._defaults = defaults
        self._track = track
        self._is_on = is_on
        self._was_in_background = False

    @rests_on("segment.md 6")
    def launched(self) -> None:
        if not self._is_on:
            return
        self.track_install_or_update()
        self.remember_version()
        own = {"from_background": False, **self._version(), "referring_application": "", "url": ""}
        self._track("Application Opened", own)

    @rests_on("segment.md 6")
    def track_install_or_update(self) -> None:
        """Only the build decides."""
        build = kept_text(self._defaults, BUILD)
        if build is None:
            self._track("Application Installed", self._version())
        elif build != self._app.build:
            before = {"previous_version": kept_text(self._defaults, VERSION) or "", "previous_build": build}
            self._track("Application Updated", {**before, **self._version()})

    def remember_version(self) -> None:
        self._defaults[VERSION], self._defaults[BUILD] = self._app.version, self._app.build

    @rests_on("segment.md 6")
    def will_enter_foreground(self) -> None:
        """Each return from the background; not the launch, at which scenes are told the same."""
        if self._is_on and self._was_in_background:
            self._track("Application Opened", {"from_background": True, **self._version()})

    @rests_on("segment.md 6")
    def became_active(self) -> None:
        """Only after a real background, and without properties; older releases at the launch and after each
        interruption too."""
        if self._is_on and (self._was_in_background or self._release.foregrounds_when_active):
            self._was_in_background = False
            self._track("Application Foregrounded", None)

    @rests_on("segment.md 6")
    def entered_background(self) -> None:
        if self._is_on:
            self._was_in_background = True
            self._track("Application Backgrounded", None)

    def _version(self) -> dict[str, Any]:
        return {"version": self._app.version, "build": self._app.build}


class InsideTheApp:
    """Neither a rotation nor another screen of the app changes the app's own state (segment.md 6)."""

    def rotated(self) -> None: ...
    def screen_opened(self, name: str) -> None: ...
    def screen_closed(self) -> None: ...


class SettingsRefresh:
    """Settings are checked anew on a return from the background, ten seconds or more after the last check."""

    def __init__(self, clock: Clock, check_settings: Callable[[], None]) -> None:
        self._clock = clock
        self._check_settings = check_settings
        self._last = clock.wall()
        self._was_in_background = False

    def entered_background(self) -> None:
        self._was_in_background = True

    @rests_on("segment.md 1.4")
    def entered_foreground(self) -> None:
        now = self._clock.wall()
        if self._was_in_background and now - self._last >= REFRESH_AFTER_S:
            self._last = now
            self._check_settings()
        self._was_in_background = False
