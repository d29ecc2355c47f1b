"""Lifecycle events of analytics-kotlin: the AndroidLifecycle plugin, what drives it, and the settings refresh."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from harness.virtual.facts import rests_on
from harness.virtual.sdk.kotlin_state import Preferences
from harness.virtual.sdk.plugins import SegmentConfiguration
from harness.virtual.sdk.seams import Clock, Process, Timer
from harness.virtual.sdk.segment_preferences import kept_text

Track = Callable[[str, dict[str, Any] | None], None]
REFRESH_AFTER_S = 10.0
STOP_DELAY_S = 0.7


class LifecyclePlugin:
    """Counts activities, or with ``useLifecycleObserver`` the one process. A pause and resume without a stop counts one
    too many: from then on nothing reaches zero, and no Backgrounded and no Opened is sent (segment.md 6)."""

    def __init__(
        self, process: Process, configuration: SegmentConfiguration, preferences: Preferences, track: Track
    ) -> None:
        self._app = process.app
        self._preferences = preferences
        self._track = track
        self._tracks_lifecycle = configuration.tracks_lifecycle
        self._tracks_deep_links = configuration.tracks_deep_links
        self._has_launched = False
        self._is_first_start = False
        self._activities = 1
        self._link: str | None = None

    @rests_on("segment.md 6")
    def activity_created(self) -> None:
        if self._tracks_lifecycle and not self._has_launched:
            self._activities = 0
            self._is_first_start = True
            self.track_install_or_update()
            self.remember_version()
        self._has_launched = True

    @rests_on("segment.md 6")
    def activity_resumed(self) -> None:
        if self._tracks_lifecycle:
            self._activities += 1
            if self._activities == 1:
                self.track_opened()

    @rests_on("segment.md 6")
    def activity_stopped(self) -> None:
        if self._tracks_lifecycle:
            self._activities -= 1
            if self._activities == 0:
                self._track("Application Backgrounded", None)

    @rests_on("segment.md 6")
    def link_opened(self, url: str) -> None:
        """Each query parameter that is not blank becomes a property of its own."""
        self._link = url
        if self._tracks_deep_links:
            self._track("Deep Link Opened", {"referrer": self.referrer(), **query_of(url), "url": url})

    @rests_on("segment.md 6", "inferred")
    def activity_made_anew(self) -> None:
        """A rotation is a stop like any other."""
        self.activity_stopped()
        self.tell_link_again()
        self.activity_resumed()

    @rests_on("segment.md 6", "inferred")
    def tell_link_again(self) -> None:
        """The new activity has the intent of the old one."""
        if self._link is not None:
            self.link_opened(self._link)

    @rests_on("segment.md 6", "guess")
    def referrer(self) -> str:
        """A link that a driver opens is started by the shell's package."""
        return "android-app://com.android.shell"

    @rests_on("segment.md 6")
    def track_opened(self) -> None:
        """Version and build only when cold."""
        version = self._version() if self._is_first_start else {}
        self._track("Application Opened", {**version, "from_background": not self._is_first_start})
        self._is_first_start = False

    @rests_on("segment.md 6")
    def track_install_or_update(self) -> None:
        """Only the build decides; one known by the old integer key alone is called "null"."""
        found = self._preferences
        previous_build = kept_text(found, "segment.app.build")
        if previous_build is None and "build" not in found:
            self._track("Application Installed", self._version())
        elif previous_build != self._app.build:
            previous_version = kept_text(found, "segment.app.version")
            previous = {"previous_version": previous_version, "previous_build": previous_build or "null"}
            self._track("Application Updated", {**self._version(), **previous})

    @rests_on("segment.md 6")
    def remember_version(self) -> None:
        self._preferences["segment.app.version"] = self._app.version
        self._preferences["segment.app.build"] = self._app.build

    def _version(self) -> dict[str, Any]:
        return {"version": self._app.version, "build": self._app.build}


@rests_on("segment.md 6", "inferred")
def query_of(url: str) -> dict[str, str]:
    """Of a hierarchical URI, first values that are not blank; an opaque one (``mailto:a@b?c=d``) has none."""
    parts = urlsplit(url)
    if parts.scheme and not url[len(parts.scheme) + 1 :].startswith("/"):
        return {}
    query = parse_qs(parts.query, keep_blank_values=True)
    return {name: values[0] for name, values in query.items() if values[0].strip()}


class ActivityCallbacks:
    """How the system's acts reach the plugin by default."""

    def __init__(self, plugin: LifecyclePlugin) -> None:
        self._plugin = plugin

    def launched(self) -> None:
        self._plugin.activity_created()

    def entered_foreground(self) -> None:
        self._plugin.activity_resumed()

    def entered_background(self) -> None:
        self._plugin.activity_stopped()

    @rests_on("segment.md 6", "inferred")
    def resumed(self) -> None:
        """After a dialog of the system: resumed once more, without a stop in between."""
        self._plugin.activity_resumed()

    def rotated(self) -> None:
        self._plugin.activity_made_anew()

    @rests_on("segment.md 6", "inferred")
    def screen_changed(self) -> None:
        """The new activity is resumed before the old one is stopped."""
        self._plugin.activity_resumed()
        self._plugin.activity_stopped()


class ProcessObserver:
    """``useLifecycleObserver``: ProcessLifecycleOwner, which is created with the process and stops late."""

    def __init__(self, process: Process, plugin: LifecyclePlugin) -> None:
        self._clock = process.clock
        self._plugin = plugin
        self._stop: Timer | None = None
        self._is_started = False
        process.dispatcher.queue(plugin.activity_created)

    @rests_on("segment.md 6", "inferred")
    def launched(self) -> None:
        """No activity is looked at: a process without any has installed the app too."""

    @rests_on("segment.md 6", "inferred")
    def entered_foreground(self) -> None:
        if self._stop is not None:
            self._stop.cancel()
        if not self._is_started:
            self._is_started = True
            self._plugin.activity_resumed()

    @rests_on("segment.md 6", "inferred")
    def entered_background(self) -> None:
        self._stop = self._clock.call_later(STOP_DELAY_S, self.stop)

    def stop(self) -> None:
        self._is_started = False
        self._plugin.activity_stopped()

    def resumed(self) -> None:
        """A dialog does not stop the process."""

    def rotated(self) -> None:
        """Nor does a rotation."""
        self._plugin.tell_link_again()

    def screen_changed(self) -> None:
        """Nor does another activity."""


class SettingsRefresh:
    """ProcessLifecycleOwner: a process starts when it comes to the foreground, and stops 0.7 s after it left it."""

    def __init__(self, clock: Clock, check_settings: Callable[[], None]) -> None:
        self._clock = clock
        self._check_settings = check_settings
        self._last_check = clock.wall()
        self._left_at: float | None = None
        self._is_started = False

    @rests_on("segment.md 1.4")
    def entered_foreground(self) -> None:
        """Settings that are older than ten seconds are fetched again."""
        if self._counts_as_start():
            self._is_started = True
            if self._clock.wall() - self._last_check > REFRESH_AFTER_S:
                self._last_check = self._clock.wall()
                self._check_settings()

    @rests_on("segment.md 6")
    def entered_background(self) -> None:
        self._left_at = self._clock.wall()

    def _counts_as_start(self) -> bool:
        if not self._is_started:
            return True
        return self._left_at is not None and self._clock.wall() - self._left_at > STOP_DELAY_S
