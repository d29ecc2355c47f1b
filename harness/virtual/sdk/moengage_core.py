"""What MoEngage's SDK does on both platforms: tracking, identities, logout, and when it sends (moengage.md 2 and 4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_attributes import AttributeCache
from harness.virtual.sdk.moengage_config import RemoteConfig
from harness.virtual.sdk.moengage_device import DeviceRegistration
from harness.virtual.sdk.moengage_executor import Executor, Schedule
from harness.virtual.sdk.moengage_http import Endpoints
from harness.virtual.sdk.moengage_identity import Identity
from harness.virtual.sdk.moengage_keys import ATTRIBUTE_OF, IDENTITY_KEYS, LOGOUT, UNIQUE_ID, USER, Form
from harness.virtual.sdk.moengage_points import Point, attribute_point
from harness.virtual.sdk.moengage_queue import Queue
from harness.virtual.sdk.moengage_reports import Reports
from harness.virtual.sdk.moengage_session import Session
from harness.virtual.sdk.moengage_store import Store
from harness.virtual.sdk.moengage_wire import Sender, Wire, app_key_of
from harness.virtual.sdk.plugins import MoEngageConfiguration
from harness.virtual.sdk.seams import Process, Task

APP_OPEN, APP_BACKGROUND, USER_LOGOUT = "APP_OPEN", "APP_BACKGROUND", "USER_LOGOUT"
IDENTITY_CHANGED = "USER_IDENTIFIER_SET_OR_UPDATE"
PERIODIC, COUNT, MANUAL = "PERIODIC_FLUSH", "EVENT_BATCH_COUNT", "MANUAL_SYNC"
"""Trigger points. The second and third line's names are known, the last one's are guesses (moengage.md 4.1)."""


@dataclass(frozen=True)
class Platform:
    """Where the platforms differ inside the core. ``device_ids`` keeps the device's id under ``device_key``."""

    wire: Callable[[Sender], Wire]
    device_ids: MutableMapping[str, str]
    device_key: str
    repeats_dates: bool
    periodic_flush_s: Callable[[float], float]


class Core:
    """All of it runs on the executor. Nothing is sent before ``enable``: what is tracked waits on disk."""

    def __init__(
        self, process: Process, configuration: MoEngageConfiguration, release: str, store: Store, platform: Platform
    ) -> None:
        self._clock = process.clock
        self._platform = platform
        self.store = store
        self.config = RemoteConfig(store.values)
        self.identity = Identity(store.values, platform.device_ids, platform.device_key, process.draws)
        self.session = Session(store.values, self.config, process.draws)
        self.queue = Queue(store, self.identity, self.session, process.clock, process.draws)
        self.attributes = AttributeCache(store.values, self.config)
        app_key = app_key_of(configuration.workspace_id, process.is_debuggable)
        self.sender = Sender(process, app_key, release, self.identity)
        self.wire = platform.wire(self.sender)
        self.endpoints = Endpoints(self.wire, configuration, self.config)
        self.device = DeviceRegistration(store.values, self.wire, self.endpoints)
        self.reports = Reports(self.queue, self.wire, self.endpoints, self.config, store.values)
        self.executor = Executor(process)
        self.periodic = Schedule(self.executor, self.periodic_flush_s, lambda: self.sync(PERIODIC))
        self.is_enabled = False
        self._is_fetching = False

    @rests_on("moengage.md 0.1")
    def enable(self, integration: Mapping[str, str]) -> bool:
        """The partner says that its settings are here; True the first time in a process."""
        if integration not in self.sender.integrations:
            self.sender.integrations.append(dict(integration))
        was_enabled, self.is_enabled = self.is_enabled, True
        return not was_enabled

    # tracking

    @rests_on("moengage.md 4.1", "likely")
    def track(self, point: Point) -> None:
        """Blocked events and nameless ones are dropped; a full queue or an event of ``f_e`` is sent at once."""
        if self.admits_event(point.action) and self.config.is_full(self.add(point), point.action):
            self.sync(COUNT)

    @rests_on("moengage.md 4.2", "likely")
    def admits_event(self, name: str) -> bool:
        return self.config.is_sdk_allowed and bool(name.strip()) and not self.config.blocks_event(name)

    def add(self, point: Point) -> int:
        """Keeps a point; returns how many wait now."""
        return self.queue.add(self.wire.encode_point(point))

    @rests_on("moengage.md 2.3", "likely")
    def set_attribute(self, name: str, value: Any, form: Form, at: float) -> None:
        """Text for a key that the server lists as an identity is one."""
        if not self.config.is_sdk_allowed or self.config.blocks_attribute(name):
            return
        short_key = IDENTITY_KEYS.get(name, name)
        if isinstance(value, str) and self.config.is_identity(short_key):
            self.identify({short_key: value}, at)
        elif self.is_news(name, value, form, at):
            self.track(attribute_point(name, value, form, at))

    @rests_on("moengage.md 2.4")
    def is_news(self, name: str, value: Any, form: Form, at: float) -> bool:
        """Not the value that was tracked a short while ago; Android never counts dates and places as repeated."""
        if form != "plain" and self._platform.repeats_dates:
            return True
        if self.attributes.is_repeated(name, value, at):
            return False
        self.attributes.remember(name, value, at)
        return True

    # identities

    @rests_on("moengage.md 2.3", "likely")
    def identify(self, identities: Mapping[str, str], at: float) -> None:
        """Waiting data are cut off for the user until now; then the new identity, its attribute, a report at once."""
        wanted = self.usable(identities)
        if not wanted or self.identity.has(wanted) or not self.config.is_sdk_allowed:
            return
        self.queue.cut()
        self.identity.adopt(wanted)
        for short_key, value in wanted.items():
            self.add_identity_point(short_key, value, at)
        self.sync(IDENTITY_CHANGED)

    @rests_on("moengage.md 2.3")
    def usable(self, identities: Mapping[str, str]) -> dict[str, str]:
        """Blank keys and values are left out, and a user id that the server restricts."""
        said = {key: value for key, value in identities.items() if key.strip() and value.strip()}
        if USER in said and self.config.restricts_user(said[USER]):
            del said[USER]
        return said

    def add_identity_point(self, short_key: str, value: str, at: float) -> None:
        name = ATTRIBUTE_OF.get(short_key, short_key)
        if self.is_news(name, value, "plain", at):
            self.add(attribute_point(name, value, "plain", at))

    def set_user(self, user_id: str, at: float) -> None:
        self.identify({USER: user_id}, at)

    def note_alias(self, user_id: str, point: Point) -> None:
        """The same user under another id."""
        if not self.config.is_sdk_allowed:
            return
        self.queue.cut()
        self.identity.adopt({USER: user_id})
        self.attributes.remember(UNIQUE_ID, user_id, point.at)
        self.add(point)
        self.sync(IDENTITY_CHANGED)

    @rests_on("moengage.md 4.1", "likely")
    def log_out(self, at: float) -> None:
        """The last point of the user, a report, then somebody else on the same device, who is registered anew."""
        if not self.config.is_sdk_allowed:
            return
        self.add(Point(LOGOUT, at, is_interactive=False))
        self.queue.cut()
        self.forget_user(at)
        self.sync(USER_LOGOUT, self.register_device)

    @rests_on("moengage.md 4.1", "inferred")
    def forget_user(self, at: float) -> None:
        """Batches that no server has accepted stay: they are deleted only after success."""
        self.identity.forget()
        self.attributes.forget()
        self.session.restart(at)
        self.device.forget()

    # sending

    @rests_on("moengage.md 1.7", "likely")
    def sync(self, trigger: str, then: Task | None = None) -> None:
        """A device that is not registered yet is tried again with each report, except by a logout: it comes after."""
        if not self.may_send():
            return
        if then is None:
            self.register_device()
        self.reports.sync(trigger, then or (lambda: None))

    def may_send(self) -> bool:
        return self.is_enabled and self.config.is_sdk_allowed

    def register_device(self) -> None:
        if self.may_send():
            self.device.ensure()

    @rests_on("moengage.md 4.1")
    def periodic_flush_s(self) -> float | None:
        pause_s = self.config.periodic_flush_s()
        return None if pause_s is None else self._platform.periodic_flush_s(pause_s)

    @rests_on("moengage.md 1.7", "likely")
    def fetch_config(self) -> None:
        if self.config.is_old(self._clock.wall()) and not self._is_fetching:
            self._is_fetching = True
            self.endpoints.fetch_config(self.wire.config_body(), lambda answer: self.take_config(answer))

    def take_config(self, answer: Any) -> None:
        self._is_fetching = False
        if self.config.take(answer, self._clock.wall()):
            self.apply_config()

    @rests_on("moengage.md 4.2", "guess")
    def apply_config(self) -> None:
        """A new pause counts from now on, a new batch count for what waits already."""
        if self.periodic.is_running():
            self.periodic.start()
        if self.queue.waiting and self.config.is_full(self.queue.waiting, ""):
            self.sync(COUNT)
