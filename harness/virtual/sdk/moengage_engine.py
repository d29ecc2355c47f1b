"""The parts of MoEngage's SDK put together, and when they send (moengage.md 4.1 and 4.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_attributes import AttributeCache
from harness.virtual.sdk.moengage_compliance import Compliance
from harness.virtual.sdk.moengage_config import RemoteConfig
from harness.virtual.sdk.moengage_device import DeviceRegistration
from harness.virtual.sdk.moengage_executor import Executor, Schedule
from harness.virtual.sdk.moengage_http import Endpoints
from harness.virtual.sdk.moengage_identity import Identity
from harness.virtual.sdk.moengage_modules import Cards, InApp
from harness.virtual.sdk.moengage_queue import Queue
from harness.virtual.sdk.moengage_reports import Reports
from harness.virtual.sdk.moengage_session import Session
from harness.virtual.sdk.moengage_store import Store
from harness.virtual.sdk.moengage_triggers import BATCH_COUNT, FOREGROUND_PERIODIC
from harness.virtual.sdk.moengage_wire import Sender, Wire, app_key_of
from harness.virtual.sdk.plugins import MoEngageConfiguration
from harness.virtual.sdk.seams import Process, Task


@dataclass(frozen=True)
class Platform:
    """Where the platforms differ inside the core. ``device_ids`` keeps the device's id under ``device_key``."""

    wire: Callable[[Sender], Wire]
    device_ids: MutableMapping[str, str]
    device_key: str
    repeats_dates: bool
    periodic_flush_s: Callable[[float], float]


class Engine:
    """All of it runs on the executor. Nothing is sent before ``enable``: what is tracked waits on disk."""

    def __init__(
        self, process: Process, configuration: MoEngageConfiguration, release: str, store: Store, platform: Platform
    ) -> None:
        self.process = process
        self.configuration = configuration
        self.platform = platform
        self.store = store
        self.compliance = Compliance(store.values)
        self.config = RemoteConfig(store.values)
        self.identity = Identity(store.values, platform.device_ids, platform.device_key, process.draws)
        self.session = Session(store.values, self.config, process.draws)
        self.queue = Queue(store, self.identity, self.session, process.clock, process.draws)
        self.attributes = AttributeCache(store.values, self.config)
        app_key = app_key_of(configuration.workspace_id, process.is_debuggable)
        self.sender = Sender(process, app_key, release, self.identity, preferences=self.compliance.preferences())
        self.wire = platform.wire(self.sender)
        self.endpoints = Endpoints(self.wire, configuration, self.config)
        self.device = DeviceRegistration(store.values, self.wire, self.endpoints)
        self.reports = Reports(self.queue, self.wire, self.endpoints, self.config, store.values)
        self.in_app = InApp(store.values, self.wire, self.endpoints)
        self.cards = Cards(self.wire, self.endpoints)
        self.executor = Executor(process)
        self.periodic = Schedule(self.executor, self.periodic_flush_s, lambda: self.sync(FOREGROUND_PERIODIC))
        self.is_enabled = False
        self._is_fetching = False

    @rests_on("moengage.md 0.1")
    def enable(self, integration: Mapping[str, str]) -> bool:
        """The partner says that its settings are here; True the first time in a process."""
        if integration not in self.sender.integrations:
            self.sender.integrations.append(dict(integration))
        was_enabled, self.is_enabled = self.is_enabled, True
        return not was_enabled

    @rests_on("moengage.md 4.3")
    def is_allowed(self) -> bool:
        """Neither the server nor the app has switched the SDK off."""
        return self.config.is_sdk_allowed and self.compliance.is_sdk_on

    def may_send(self) -> bool:
        return self.is_enabled and self.is_allowed()

    @rests_on("moengage.md 1.7", "likely")
    def sync(self, trigger: str, then: Task | None = None) -> None:
        """A device that is not registered yet is tried again with each report, except by a logout: it comes after."""
        if not self.may_send():
            return
        if then is None:
            self.register_device()
        self.reports.sync(trigger, then or (lambda: None))

    def register_device(self) -> None:
        if self.may_send():
            self.device.ensure()

    @rests_on("moengage.md 4.1")
    def periodic_flush_s(self) -> float | None:
        pause_s = self.config.periodic_flush_s()
        return None if pause_s is None else self.platform.periodic_flush_s(pause_s)

    # what the server says

    @rests_on("moengage.md 1.7", "likely")
    def fetch_config(self) -> None:
        """Also while the server has blocked the SDK, which learns so when it no longer has."""
        is_due = self.config.is_old(self.process.clock.wall()) and not self._is_fetching
        if is_due and self.is_enabled and self.compliance.is_sdk_on:
            self._is_fetching = True
            self.endpoints.fetch_config(self.wire.config_body(), lambda answer: self.take_config(answer))

    def take_config(self, answer: Any) -> None:
        self._is_fetching = False
        if self.config.take(answer, self.process.clock.wall()):
            self.apply_config()

    @rests_on("moengage.md 4.2", "guess")
    def apply_config(self) -> None:
        """A new pause counts from now on, a new batch count for what waits already."""
        if self.periodic.is_running():
            self.periodic.start()
        if self.queue.waiting and self.config.is_full(self.queue.waiting):
            self.sync(BATCH_COUNT)

    @rests_on("moengage.md 1.7")
    def has_module(self, name: str) -> bool:
        """What is not in the app asks for nothing."""
        return name in self.process.app.modules

    @rests_on("moengage.md 1.2", "likely")
    def fetch_in_app(self) -> None:
        """On app open, and when the app wants to show one; not before the last answer's interval is over."""
        if self.may_send() and self.config.has_in_app and self.has_module("in-app"):
            self.in_app.fetch(self.process.clock.wall())

    @rests_on("moengage.md 4.2")
    def fetch_cards(self) -> None:
        """Cards are blocked until the server allows them."""
        if self.may_send() and self.config.has_cards and self.has_module("cards"):
            self.cards.fetch()

    @rests_on("moengage.md 4.3", "guess")
    def switch_sdk(self, is_on: bool) -> None:
        """Off: nothing is kept, asked or sent. On again: as before, without another opening of the app."""
        self.compliance.set_sdk(is_on)
        self.fetch_config()
        self.register_device()

    @rests_on("moengage.md 4.3")
    def switch_tracking(self, is_on: bool) -> None:
        self.compliance.set_tracking(is_on)
        self.sender.preferences = self.compliance.preferences()
