"""A model of MoEngage's iOS SDK under a Segment app (moengage.md)."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_app_status import AppStatus
from harness.virtual.sdk.moengage_calls import Act, AppCalls
from harness.virtual.sdk.moengage_campaigns import IosCampaigns
from harness.virtual.sdk.moengage_core import Core
from harness.virtual.sdk.moengage_engine import Platform
from harness.virtual.sdk.moengage_ios_values import accepted, good_parts, is_name, is_value
from harness.virtual.sdk.moengage_ios_wire import IosWire
from harness.virtual.sdk.moengage_keys import (
    REINSTALL,
    SEGMENT_ID,
    SESSION_END,
    SESSION_START,
    UNIQUE_ID,
    USER,
    Form,
    GeoLocation,
)
from harness.virtual.sdk.moengage_points import Point
from harness.virtual.sdk.moengage_push import Push, read_apns_token
from harness.virtual.sdk.moengage_store import Store
from harness.virtual.sdk.moengage_triggers import APP_BACKGROUND, APP_OPEN, MANUAL
from harness.virtual.sdk.plugins import MoEngageConfiguration
from harness.virtual.sdk.seams import Process

PERIODIC_FLUSH_S = 60.0
TRACK_REINSTALL = "MOE_TRACK_REINSTALL"


class MoEngage(AppCalls):
    """What the destination calls, and the lifecycle. Calls made before ``enable_sdk`` are held in memory."""

    def __init__(self, process: Process, configuration: MoEngageConfiguration, release: str) -> None:
        store = Store(process.storage, configuration.workspace_id, process.log)
        device_key = f"moengage_device_unique_id_{configuration.workspace_id}"
        platform = Platform(IosWire, process.storage.keychain(), device_key, False, shortest_flush_s)
        self._core = Core(process, configuration, release, store, platform)
        self._process = process
        self._workspace_id = configuration.workspace_id
        self._values = store.values
        self._status = AppStatus(self._core, store.values, "iOS", release)
        self._push = Push(self._core, IosCampaigns(), store.values, read_apns_token, tracks_tokens=False)
        self._listen()
        self._asked_for: str | None = None
        self._held: list[Callable[[], None]] = []

    # what the destination calls

    @rests_on("moengage.md 0.1")
    def enable_sdk(self, workspace_id: str, integration: Mapping[str, str]) -> None:
        """Delayed initialisation. Calls for a workspace that the app did not name, or not yet, are dropped
        (moengage.md 3.1)."""
        self._asked_for = workspace_id
        at, kept = self._process.clock.wall(), dict(integration)
        if self.is_own_workspace():
            self._core.executor.submit(lambda: self.enable(kept, at))
        held, self._held = self._held, []
        for call in held:
            call()

    def identify_user(self, identity: str | Mapping[str, str]) -> None:
        identities = {USER: identity} if isinstance(identity, str) else dict(identity)
        self._submit(lambda at: self._core.identify(identities, at))

    def set_user_attribute(self, key: str, value: Any, form: Form = "plain") -> None:
        """A timestamp is in milliseconds; a location is a GeoLocation, a pair of numbers, or their text."""
        kept = copy.deepcopy(value)
        self._submit(lambda at: self.set_attribute(key, kept, form, at))

    def track_event(
        self, name: str, attributes: Mapping[str, Any] | None = None, dates: Mapping[str, int] | None = None
    ) -> None:
        """``dates`` are in milliseconds."""
        plain, moments = accepted(copy.deepcopy(dict(attributes or {}))), accepted(dates or {})
        self._submit(lambda at: self._core.track(Point(name, at, plain, moments)))

    def reset_user(self) -> None:
        self._submit(lambda at: self._core.log_out(at))

    @rests_on("moengage.md 4.1")
    def flush(self) -> None:
        self._submit(lambda _: self._core.sync(MANUAL))

    @rests_on("moengage.md 3.4")
    def set_push_token(self, token: str) -> None:
        """Lower-case hex. The default instance's, not held back for a workspace."""
        self.pass_push_token(token)

    def service_new_token(self, token: str) -> None:
        """There is no service: the app's delegate is told by the system."""
        self._take_requested(token)

    def queued(self) -> int:
        return super().queued() + len(self._held)

    # the app's lifecycle

    def entered_foreground(self) -> None:
        self._act(self.come_forward)

    def entered_background(self) -> None:
        self._act(self.go_back)

    # on the executor

    @rests_on("moengage.md 3.4", "likely")
    def _submit(self, act: Act) -> None:
        """``act`` gets the moment at which the SDK has the call; a held call is made when a workspace is known."""
        if self._asked_for is None:
            self._held.append(lambda: self._submit(act))
        elif self.is_own_workspace():
            self._act(act)
        else:
            self._process.log(f"MoEngage: no instance for workspace {self._asked_for!r}")

    def is_own_workspace(self) -> bool:
        return self._asked_for == self._workspace_id and self.is_initialised()

    @rests_on("moengage.md 0.1")
    def enable(self, integration: Mapping[str, str], at: float) -> None:
        if self._core.enable(integration):
            self.note_installation(at)
            if self._core.sender.is_in_foreground:
                self.open_app(at)

    @rests_on("moengage.md 2.2", "likely")
    def note_installation(self, at: float) -> None:
        """A device that the keychain knows, in an app without data, was reinstalled."""
        if not self._values.get(TRACK_REINSTALL):
            self._values[TRACK_REINSTALL] = True
            if self._core.identity.is_known_device():
                self._core.track(Point(REINSTALL, at, is_interactive=False))

    def come_forward(self, at: float) -> None:
        self._core.sender.is_in_foreground = True
        if self._core.is_enabled:
            self.open_app(at)

    @rests_on("moengage.md 2.2", "guess")
    def _shows_pushes(self) -> bool:
        """The system shows it, except in front, where the app's delegate asks for that: done here in its stead."""
        return self._core.sender.is_in_foreground

    @rests_on("moengage.md 4.1")
    def open_app(self, at: float) -> None:
        """What the last session left goes first, in batches of its own."""
        core = self._core
        core.fetch_config()
        core.queue.cut()
        if core.session.enter(at):
            core.track(Point(SESSION_START, at))
        self._look_at_permission(at)
        core.sync(APP_OPEN)
        core.fetch_in_app()
        core.periodic.start()

    @rests_on("moengage.md 2.2", "guess")
    def go_back(self, at: float) -> None:
        """When a session's end is tracked is not known; flushing at once is (moengage.md 4.1)."""
        core = self._core
        core.sender.is_in_foreground = False
        if core.is_enabled:
            core.session.leave(at)
            core.track(Point(SESSION_END, at))
            core.periodic.stop()
            core.sync(APP_BACKGROUND)

    @rests_on("moengage.md 1.6")
    def set_attribute(self, key: str, value: Any, form: Form, at: float) -> None:
        """Two keys are identifiers: the user's id, and Segment's, which is tracked besides (a guess)."""
        if not (is_name(key) and is_value(value)):
            return
        if key == UNIQUE_ID and isinstance(value, str):
            self._core.set_user(value, at)
            return
        if key == SEGMENT_ID and isinstance(value, str):
            self._core.remember_segment_id(value)
        self._core.set_attribute(key, place_text(value) if form == "location" else good_parts(value), form, at)


@rests_on("moengage.md 4.1", "likely")
def shortest_flush_s(remote_s: float) -> float:
    """The app's own pause or the server's, whichever is shorter."""
    return min(PERIODIC_FLUSH_S, remote_s)


def place_text(value: Any) -> str:
    if isinstance(value, GeoLocation):
        return value.text()
    return value if isinstance(value, str) else GeoLocation(*map(float, value)).text()
