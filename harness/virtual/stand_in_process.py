"""One process of an app that has nothing in it but the model of MoEngage's Android SDK."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from harness.builds import Build
from harness.virtual.devices import make_device
from harness.virtual.dispatcher import TurnDispatcher
from harness.virtual.journal import Journal
from harness.virtual.life import Life, ProcessClock
from harness.virtual.loop import Loop
from harness.virtual.network import ProcessNetwork, Radio, Transport
from harness.virtual.parts import NETWORK_STATE, argument, moengage_configuration
from harness.virtual.runner import NETWORK_STATE_PERMISSION, SEED, app_info
from harness.virtual.sdk.moengage_android import MoEngage
from harness.virtual.sdk.seams import DeviceInfo, Draws, Process
from harness.virtual.stand_in_apis import INITIALISE, call_with, class_and_method, perform
from harness.virtual.stand_in_builder import Building
from harness.virtual.stand_in_store import KeptData
from harness.virtual.stand_in_values import ArgumentError

ACTS = (
    "launched", "entered_foreground", "entered_background", "opened_link", "interrupted", "resumed", "rotated",
    "screen_opened", "screen_closed",
)  # fmt: skip
"""What the system does, under the names of ``seams.Lifecycle``."""


@dataclass(frozen=True)
class Beginning:
    """How a process is started. ``device`` are values of ``DeviceInfo`` that are not the virtual phone's."""

    build: Build
    data: Path
    arguments: Mapping[str, str] = field(default_factory=dict)
    device: Mapping[str, Any] = field(default_factory=dict)
    is_online: bool = True


class StandIn:
    """Its methods are called in turns of the loop. The model is made when it is first told something: by then the app
    has said how it is to be built."""

    def __init__(self, loop: Loop, transport: Transport, journal: Journal, beginning: Beginning, seed: str) -> None:
        self._journal = journal
        self._release = beginning.build.moengage
        self._life = Life()
        self._kept = KeptData(beginning.data, loop.at_turn_end)
        self._life.at_end(self._kept.close)
        device = make_phone(beginning.device)
        self._radio = Radio(device)
        self.set_network(beginning.is_online)
        self._granted = permissions_at_first(beginning.arguments)
        self._process = self._make_process(loop, transport, device, beginning, seed)
        self._building = Building(moengage_configuration(self._process))
        self._model: MoEngage | None = None

    def end(self) -> None:
        self._life.end()

    def model(self) -> MoEngage:
        if self._model is None:
            self._model = MoEngage(self._process, self._building.finished(), self._release)
        return self._model

    def call(self, api: str, given: list[Any]) -> Any:
        if self._building.takes(api):
            return self._building.take(api, given)
        if class_and_method(api) == INITIALISE:
            self._building.take_whole(given)
        return perform(self.model, api, given)

    def act(self, name: str, said: Mapping[str, Any]) -> None:
        """``{"act": "opened_link", "url": ...}``: what an act needs stands beside its name."""
        if name == "network":
            self.set_network(bool(said.get("network")))
        elif name == "permission":
            self.grant(bool(said.get("granted")))
        elif name in ACTS:
            given = [said[key] for key in ("url", "name") if key in said]
            call_with(getattr(self.model(), name), given, name)
        else:
            raise ArgumentError(f"there is no act {name!r}; there are {', '.join((*ACTS, 'network', 'permission'))}")

    def ask(self, what: str) -> Any:
        if what not in QUESTIONS:
            raise ArgumentError(f"there is no question {what!r}; there are {', '.join(QUESTIONS)}")
        return QUESTIONS[what](self)

    def set_network(self, is_online: bool) -> None:
        self._radio.change({"wifi": is_online, "data": is_online})

    def grant(self, is_granted: bool) -> None:
        """Notifications; the system's settings say so, the app may pass it on besides."""
        self._granted = (self._granted - {"notifications"}) | ({"notifications"} if is_granted else set())

    def queued(self) -> int:
        return self.model().queued()

    def under_way(self) -> int:
        return self._radio.under_way

    def log(self) -> list[str]:
        return [text for _, text in self._journal.lines()]

    def defects(self) -> list[str]:
        return list(self._journal.defects())

    def stored(self) -> dict[str, object]:
        return self._kept.data.plain()

    def _make_process(
        self, loop: Loop, transport: Transport, device: DeviceInfo, beginning: Beginning, seed: str
    ) -> Process:
        arguments, build = dict(beginning.arguments), beginning.build
        draws = Draws(f"{seed} {arguments.get(SEED, '')} {self._kept.launches}")
        process = Process(
            app=app_info(build),
            device=device,
            storage=self._kept.data,
            clock=ProcessClock(loop, self._life),
            network=ProcessNetwork(loop, self._life, self._radio, transport, self._journal.write),
            dispatcher=TurnDispatcher(loop, self._life, draws.random),
            draws=draws,
            log=self._journal.write,
            arguments=arguments,
            permissions=lambda: frozenset(self._granted),
        )
        process.is_debuggable = argument(process, "debug") == "true" and build.variant != "release"
        return process


QUESTIONS: Mapping[str, Callable[[StandIn], Any]] = {
    "queued": StandIn.queued,
    "under_way": StandIn.under_way,
    "log": StandIn.log,
    "defects": StandIn.defects,
    "stored": StandIn.stored,
}


def permissions_at_first(arguments: Mapping[str, str]) -> set[str]:
    """The one that comes with the installation, where the manifest names it."""
    return {NETWORK_STATE_PERMISSION} if arguments.get(NETWORK_STATE, "true") != "false" else set()


def make_phone(said: Mapping[str, Any]) -> DeviceInfo:
    device = make_device("android")
    if unknown := set(said) - {one.name for one in dataclasses.fields(device)}:
        raise ArgumentError(f"a device has no {', '.join(sorted(unknown))}")
    return dataclasses.replace(device, **said)
