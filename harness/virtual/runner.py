"""Starts processes of the host app on a phone and ends them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from harness.builds import Build
from harness.virtual.app import APP_ID, HostApp
from harness.virtual.dispatcher import TurnDispatcher
from harness.virtual.journal import Journal
from harness.virtual.life import Life, ProcessClock
from harness.virtual.loop import Loop
from harness.virtual.network import ProcessNetwork, Radio, Transport
from harness.virtual.parts import NETWORK_STATE, Assemble, argument
from harness.virtual.pushes import ProcessPush, PushCentre
from harness.virtual.running import Running
from harness.virtual.sdk.seams import MODULES, AppInfo, DeviceInfo, Draws, Process
from harness.virtual.storage import AppData

SEED = "seed"
"""A launch argument that draws start from; without it they start from the phone's seed and its count of launches."""


NETWORK_STATE_PERMISSION = "network_state"


@dataclass
class Installed:
    build: Build
    data: AppData
    arguments: Mapping[str, str] = field(default_factory=dict)
    """Those of the last launch: what the system starts by itself is configured the same, as an app that remembers."""


def app_info(build: Build) -> AppInfo:
    name = "" if build.display_name == "none" else "Sample"
    modules = () if build.modules == "core" else MODULES
    return AppInfo(name, APP_ID, build.version, build.build, bundle_name="SampleApp", modules=modules)


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
        pushes: PushCentre,
        seed: str,
    ) -> None:
        self._loop = loop
        self._journal = journal
        self._device = device
        self._radio = radio
        self._transport = transport
        self._assemble = assemble
        self._pushes = pushes
        self._seed = seed
        self._launches: Counter[str] = Counter()

    def start(self, installed: Installed) -> Running | None:
        """None when the app crashed while it started, which the log tells."""
        life = Life()
        life.at_end(installed.data.forget_unwritten)
        process = self._make_process(installed, installed.arguments, life)
        try:
            parts = self._assemble(process, installed.build)
            app = HostApp(process, parts, self._journal.write_defect, self._pushes.permission)
        except Exception as crash:
            life.end()
            self._journal.write(f"FATAL EXCEPTION: main, process {APP_ID}: {type(crash).__name__}: {crash}")
            self._journal.write_defect(crash, "the app's start")
            return None
        self._journal.write(f"app: started {installed.build.name} with {', '.join(installed.build.sdks())}")
        return Running(app, life, self._loop, is_suspended_when_hidden=self._pushes.platform == "ios")

    def _make_process(self, installed: Installed, arguments: Mapping[str, str], life: Life) -> Process:
        draws = self._next_draws(arguments.get(SEED, ""))
        build = installed.build
        process = Process(
            app=app_info(build),
            device=self._device,
            storage=installed.data,
            clock=ProcessClock(self._loop, life),
            network=ProcessNetwork(self._loop, life, self._radio, self._transport, self._journal.write),
            dispatcher=TurnDispatcher(self._loop, life, draws.random),
            draws=draws,
            log=self._journal.write,
            arguments=dict(arguments),
            push=ProcessPush(self._loop, life, self._pushes, self._journal.write),
            permissions=lambda: self._permissions(arguments),
        )
        process.is_debuggable = argument(process, "debug") == "true" and build.variant != "release"
        return process

    def _permissions(self, arguments: Mapping[str, str]) -> frozenset[str]:
        """The first comes with the installation, where the manifest names it."""
        named = {NETWORK_STATE_PERMISSION} if arguments.get(NETWORK_STATE, "true") != "false" else set()
        return frozenset(named | ({"notifications"} if self._pushes.permission.is_granted else set()))

    def _next_draws(self, seed: str) -> Draws:
        """Never the same twice on one phone, and the same again in a run with the same seeds and launches."""
        self._launches[seed] += 1
        return Draws(f"{self._seed} {seed} {self._launches[seed]}")
