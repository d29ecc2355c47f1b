"""Starts processes of the host app on a phone and ends them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from harness.builds import Build
from harness.virtual.app import APP_ID, HostApp
from harness.virtual.dispatcher import TurnDispatcher
from harness.virtual.journal import Journal
from harness.virtual.life import Life, ProcessClock
from harness.virtual.loop import Loop
from harness.virtual.network import ProcessNetwork, Radio, Transport
from harness.virtual.parts import Assemble, argument
from harness.virtual.sdk.seams import AppInfo, DeviceInfo, Draws, Process
from harness.virtual.storage import AppData

SEED = "seed"
"""A launch argument that draws start from; without it they start from the phone's seed and its count of launches."""


@dataclass
class Installed:
    build: Build
    data: AppData


@dataclass
class Running:
    """One process, and what its screen has been through."""

    app: HostApp
    life: Life
    was_shown: bool = False
    is_in_foreground: bool = False

    def show(self) -> None:
        self.launch()
        if not self.is_in_foreground:
            self.is_in_foreground = True
            self.app.entered_foreground()

    def launch(self) -> None:
        """The first screen's making; once per process."""
        if not self.was_shown:
            self.was_shown = True
            self.app.launched()

    def hide(self) -> None:
        if self.is_in_foreground:
            self.is_in_foreground = False
            self.app.entered_background()

    def open_link(self, url: str, is_shown_first: bool) -> None:
        """A cold app has the link before it is active on both platforms; a warm one on Android only (onCreate)."""
        if is_shown_first and self.was_shown:
            self.show()
        self.launch()
        self.app.opened_link(url)
        self.show()


class Runner:
    """Its methods are called in turns of the loop."""

    def __init__(
        self,
        loop: Loop,
        journal: Journal,
        device: DeviceInfo,
        radio: Radio,
        transport: Transport,
        assemble: Assemble,
        seed: str,
    ) -> None:
        self._loop = loop
        self._journal = journal
        self._device = device
        self._radio = radio
        self._transport = transport
        self._assemble = assemble
        self._seed = seed
        self._launches: Counter[str] = Counter()

    def start(self, installed: Installed, arguments: Mapping[str, str]) -> Running | None:
        """None when the app crashed while it started, which the log tells."""
        life = Life()
        process = self._make_process(installed, arguments, life)
        try:
            app = HostApp(process, self._assemble(process, installed.build), self._journal.write_defect)
        except Exception as crash:
            life.end()
            self._journal.write(f"FATAL EXCEPTION: main, process {APP_ID}: {type(crash).__name__}: {crash}")
            self._journal.write_defect(crash, "the app's start")
            return None
        self._journal.write(f"app: started {installed.build.name} with {', '.join(installed.build.sdks())}")
        return Running(app, life)

    def _make_process(self, installed: Installed, arguments: Mapping[str, str], life: Life) -> Process:
        draws = self._next_draws(arguments.get(SEED, ""))
        build = installed.build
        process = Process(
            app=AppInfo("Sample", APP_ID, build.version, build.build),
            device=self._device,
            storage=installed.data,
            clock=ProcessClock(self._loop, life),
            network=ProcessNetwork(self._loop, life, self._radio, self._transport, self._journal.write),
            dispatcher=TurnDispatcher(self._loop, life, draws.random),
            draws=draws,
            log=self._journal.write,
            arguments=dict(arguments),
            permissions=lambda: frozenset({"network_state"}),
        )
        process.is_debuggable = argument(process, "debug") == "true"
        return process

    def _next_draws(self, seed: str) -> Draws:
        """Never the same twice on one phone, and the same again in a run with the same seeds and launches."""
        self._launches[seed] += 1
        return Draws(f"{self._seed} {seed} {self._launches[seed]}")
