"""A model of MoEngage's Android SDK under a Segment app (moengage.md; what the destination calls: moedest.md 2)."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any, Literal

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_android_wire import AndroidWire, sdk_version
from harness.virtual.sdk.moengage_core import APP_BACKGROUND, APP_OPEN, MANUAL, Core, Platform
from harness.virtual.sdk.moengage_executor import Schedule
from harness.virtual.sdk.moengage_keys import (
    ACTIVITY_START,
    APP_EXIT,
    INSTALL,
    SEGMENT_ID,
    UPDATE,
    GeoLocation,
)
from harness.virtual.sdk.moengage_points import Point, alias_point
from harness.virtual.sdk.moengage_store import Store
from harness.virtual.sdk.moengage_wire import milliseconds
from harness.virtual.sdk.org_json import printed
from harness.virtual.sdk.plugins import MoEngageConfiguration
from harness.virtual.sdk.seams import Process

EXIT_DELAY_S = 3.0
MOST_ATTRIBUTE_BYTES = 199_680
NON_INTERACTIVE = "moe_non_interactive"
SCREEN = "MainActivity"
BACKGROUND_PERIODIC = "BACKGROUND_PERIODIC_FLUSH"
SENT_SCREENS, IS_INSTALLED, APP_BUILD = "sent_activity_list", "is_install_tracked", "app_version_code"

Act = Callable[[float], None]


class NotInitialisedError(RuntimeError):
    """Java's IllegalStateException for a workspace that nobody initialised."""


class MoEngage:
    """SegmentIntegrationHelper, the app's own calls, and the lifecycle. ``None`` is the default workspace."""

    def __init__(self, process: Process, configuration: MoEngageConfiguration, release: str) -> None:
        store = Store(process.storage, configuration.workspace_id)
        platform = Platform(AndroidWire, store.values, "device_unique_id", True, lambda pause_s: pause_s)
        self._core = Core(process, configuration, release, store, platform)
        self._process = process
        self._workspace_id = configuration.workspace_id
        self._release = release
        self._values = store.values
        self._background = Schedule(
            self._core.executor, self._core.config.background_sync_s, lambda: self._core.sync(BACKGROUND_PERIODIC)
        )
        self._has_opened = False

    # what the destination calls

    @rests_on("moengage.md 0.1")
    def initialize(self, workspace_id: str, meta: Mapping[str, str]) -> None:
        """In partner mode the lifecycle is listened to, and anything sent, from here on."""
        self._submit(workspace_id, lambda at: self.enable(meta, at))

    @rests_on("moengage.md 1.6", "guess")
    def track_anonymous_id(self, anonymous_id: str, workspace_id: str | None = None) -> None:
        """Whether it is an attribute besides being an identifier is not known."""

        def act(at: float) -> None:
            self._core.identity.remember_segment_id(anonymous_id)
            self._core.set_attribute(SEGMENT_ID, anonymous_id, "plain", at)

        self._submit(workspace_id, act)

    @rests_on("moengage.md 2.3")
    def identify_user(self, identifier: str, workspace_id: str | None = None) -> None:
        self._submit(workspace_id, lambda at: self._core.set_user(identifier, at))

    @rests_on("moengage.md 2.2")
    def set_unique_id(self, identifier: Any, workspace_id: str | None = None) -> None:
        """How destinations before 3.3.0 sign in; a number becomes its text (inferred)."""
        self.identify_user(str(identifier), workspace_id)

    def track_user_attributes(self, attributes: Mapping[str, Any], workspace_id: str | None = None) -> None:
        for name, value in attributes.items():
            self.track_user_attribute(name, value, workspace_id)

    def track_user_attribute(self, name: str, value: Any, workspace_id: str | None = None) -> None:
        kept = copy.deepcopy(value)
        self._submit(workspace_id, lambda at: self.set_attribute(name, kept, at))

    def track_event(self, name: str, attributes: Mapping[str, Any], workspace_id: str | None = None) -> None:
        kept = copy.deepcopy(dict(attributes))
        self._submit(workspace_id, lambda at: self._core.track(event_point(name, kept, at)))

    def set_alias(self, alias: str, workspace_id: str | None = None) -> None:
        self._submit(workspace_id, lambda at: self.become(alias, at))

    def logout(self, workspace_id: str | None = None) -> None:
        self._submit(workspace_id, lambda at: self._core.log_out(at))

    # what the app calls

    def set_app_status(self, status: Literal["INSTALL", "UPDATE"], workspace_id: str | None = None) -> None:
        track = {INSTALL: self.track_install, UPDATE: self.track_update}[status]
        self._submit(workspace_id, track)

    def sync_interaction_data(self, workspace_id: str | None = None) -> None:
        self._submit(workspace_id, lambda _: self._core.sync(MANUAL))

    @rests_on("moengage.md 1.2")
    def pass_push_token(self, token: str, workspace_id: str | None = None) -> None:
        """A token has no request of its own: a device add carries it."""

        def act(_: float) -> None:
            self._core.device.keep_push_id(token)
            self._core.register_device()

        self._submit(workspace_id, act)

    def queued(self) -> int:
        return len(self._core.queue) + len(self._core.executor)

    # the app's lifecycle

    def launched(self) -> None:
        """The first screen is up before anybody listens."""

    def opened_link(self, url: str) -> None:
        """Source parameters of links are not modelled: their form is not known."""

    def entered_foreground(self) -> None:
        self._submit(None, self.come_forward)

    def entered_background(self) -> None:
        self._submit(None, self.go_back)

    def interrupted(self) -> None:
        """A dialog over the app is nothing to it."""

    def resumed(self) -> None:
        """Nor is its end."""

    # on the executor

    @rests_on("moengage.md 0.10", "likely")
    def _submit(self, workspace_id: str | None, act: Act) -> None:
        """``act`` gets the moment of the call. A workspace that the app did not initialise is an exception since 15."""
        if workspace_id is not None and workspace_id != self._workspace_id:
            problem = f"no instance for workspace {workspace_id!r}"
            if int(self._release.split(".")[0]) >= 15:
                raise NotInitialisedError(problem)
            self._process.log(f"MoEngage: {problem}")
            return
        at = self._process.clock.wall()
        self._core.executor.submit(lambda: act(at))

    @rests_on("moengage.md 0.1")
    def enable(self, meta: Mapping[str, str], at: float) -> None:
        """An app that is in front already counts as having come there now."""
        if self._core.enable(meta) and self._core.sender.is_in_foreground:
            self.open_app(at)

    def come_forward(self, at: float) -> None:
        self._core.sender.is_in_foreground = True
        if self._core.is_enabled:
            self.open_app(at)
            self.track_screen(at)

    @rests_on("moengage.md 4.1")
    def open_app(self, at: float) -> None:
        """Only the first time in a process is everything sent at once."""
        core = self._core
        core.session.enter(at)
        core.fetch_config()
        core.track(Point(ACTIVITY_START, at))
        core.register_device()
        if not self._has_opened:
            self._has_opened = True
            core.sync(APP_OPEN)
        self._background.stop()
        core.periodic.start()

    @rests_on("moengage.md 2.2", "inferred")
    def track_screen(self, at: float) -> None:
        """Once per screen; a screen that was up before the SDK listened is seen when it comes back."""
        if SCREEN not in self._values.get(SENT_SCREENS, []):
            self._values[SENT_SCREENS] = [SCREEN]
            self._core.track(Point(ACTIVITY_START, at, {"ACTIVITY_NAME": SCREEN}))

    @rests_on("moengage.md 4.1")
    def go_back(self, at: float) -> None:
        """WorkManager's delay; that the work would survive the process is not modelled."""
        core = self._core
        core.sender.is_in_foreground = False
        if core.is_enabled:
            core.session.leave(at)
            core.track(Point(APP_EXIT, at))
            core.periodic.stop()
            core.executor.after(EXIT_DELAY_S, lambda: core.sync(APP_BACKGROUND))
            self._background.start()

    @rests_on("moengage.md 2.4")
    def set_attribute(self, name: str, value: Any, at: float) -> None:
        """What JSON cannot hold, or what is too big, is refused."""
        if isinstance(value, GeoLocation):
            self._core.set_attribute(name, value.text(), "location", at)
        elif value is not None and len(printed(value).encode("utf-8", "replace")) <= MOST_ATTRIBUTE_BYTES:
            self._core.set_attribute(name, value, "plain", at)

    @rests_on("moengage.md 2.2")
    def become(self, new_id: str, at: float) -> None:
        """Nothing if it is nobody or the same or restricted; plainly signed in if nobody was known."""
        old_id = self._core.identity.user_id
        if old_id is None:
            self._core.set_user(new_id, at)
        elif new_id.strip() and new_id != old_id and not self._core.config.restricts_user(new_id):
            self._core.note_alias(new_id, alias_point(new_id, old_id, at))

    @rests_on("moengage.md 2.2")
    def track_install(self, at: float) -> None:
        """Once per installation."""
        if not self._values.get(IS_INSTALLED):
            self._values[IS_INSTALLED], self._values[APP_BUILD] = True, self.build
            version = {"VERSION": self.build, "sdk_ver": sdk_version(self._release)}
            self._core.track(Point(INSTALL, at, {**version, "INSTALLED_TIME": milliseconds(at), "os": "ANDROID"}))

    @rests_on("moengage.md 2.2")
    def track_update(self, at: float) -> None:
        """Not if the build is the one that is known."""
        known = int(self._values.get(APP_BUILD, 0))
        if known != self.build:
            self._values[APP_BUILD] = self.build
            dates = {"UPDATED_ON": milliseconds(at)}
            self._core.track(Point(UPDATE, at, {"VERSION_FROM": known, "VERSION_TO": self.build}, dates))

    @property
    def build(self) -> int:
        return int(self._process.app.build)


@rests_on("moengage.md 3.5", "guess")
def event_point(name: str, attributes: Mapping[str, Any], at: float) -> Point:
    """Text that is a date stays text: whether the helper converts it is not known."""
    plain = {key: value for key, value in attributes.items() if key != NON_INTERACTIVE}
    return Point(name, at, plain, is_interactive=attributes.get(NON_INTERACTIVE) != 1)
