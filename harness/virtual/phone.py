"""The phone that is not there: one virtual Android phone or iPhone, for any thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from harness.builds import Build, load_builds
from harness.virtual import faults
from harness.virtual.app import APP_ID
from harness.virtual.devices import DEVICE_NAMES, make_device
from harness.virtual.journal import Journal
from harness.virtual.loop import Loop
from harness.virtual.models import guessed
from harness.virtual.network import Radio, Transport
from harness.virtual.parts import Assemble, assemble
from harness.virtual.runner import Runner
from harness.virtual.sdk.seams import Draws
from harness.virtual.system import System
from harness.w3c.phone import Platform, Widget

T = TypeVar("T")

ACT_GAP_S = 0.3
"""Acts of a person are so far apart on the phone's clock at least: then what the one before caused is done, and the
real Android SDK keeps their order (facts: moedest.md 4)."""
ENGINE = "virtual phone"


class VirtualPhone:
    """Implements ``harness.w3c.phone.Phone``: whatever it is asked for is done in a turn of its loop."""

    def __init__(
        self,
        platform: Platform,
        udid: str,
        transport: Transport,
        *,
        seed: str,
        builds: Mapping[str, Build] | None = None,
        assemble: Assemble = assemble,
    ) -> None:
        self.platform: Platform = platform
        self.udid = udid
        self._builds = load_builds() if builds is None else builds
        self._device = make_device(platform)
        self._loop = Loop(udid, lambda defect: self._journal.write_defect(defect))
        self._journal = Journal(self._loop.wall)
        self._radio = Radio(self._device)
        self._transport = transport
        runner = Runner(self._loop, self._journal, self._device, self._radio, transport, assemble, f"{seed} {platform}")
        draws = Draws(f"{seed} {platform} device")
        self._system = System(platform, self._builds, runner, self._device, draws, self._journal)
        self._last_act = self._loop.now()

    def close(self) -> None:
        self._loop.run(self._system.end)
        self._loop.close()
        self._transport.close()

    def describe(self) -> Mapping[str, object]:
        """Before an app is installed the models are those of the platform's current build."""
        build = self._system.build or self._builds.get(f"virtual-{self.platform}-current")
        return {
            "harness:engine": ENGINE,
            "harness:models": list(build.sdks()) if build else [],
            "harness:guessed": guessed(self.platform),
            "harness:faults": [fault.name for fault in faults.armed()],
            "harness:defects": list(self._journal.defects()),
            "platformVersion": self._device.os_version,
            "deviceName": DEVICE_NAMES[self.platform],
        }

    # screen

    def widgets(self) -> Sequence[Widget]:
        return self._loop.run(lambda: app.widgets() if (app := self._system.foreground()) else ())

    def press(self, widget_id: str) -> None:
        self._act(lambda: self._system.shown().press(widget_id))

    def set_text(self, widget_id: str, text: str) -> None:
        self._loop.run(lambda: self._system.shown().type(widget_id, text))

    # apps

    def install(self, path: str) -> None:
        self._act(lambda: self._system.install(path))

    def remove(self, app_id: str) -> bool:
        return self._loop.run(lambda: self._system.remove(app_id))

    def clear(self, app_id: str) -> None:
        self._loop.run(lambda: self._system.clear(app_id))

    def clear_keychain(self) -> None:
        self._loop.run(self._system.keychain.clear)

    def activate(self, app_id: str, arguments: Mapping[str, str] | None = None) -> None:
        self._bring_up(app_id, arguments or {}, self._system.show)

    def terminate(self, app_id: str) -> bool:
        return self._act(lambda: app_id == APP_ID and self._system.end())

    def background(self) -> None:
        self._act(self._system.hide)

    def is_installed(self, app_id: str) -> bool:
        return self._loop.run(lambda: self._system.is_installed(app_id))

    def app_version(self, app_id: str) -> str:
        return self._loop.run(lambda: self._system.require(app_id).build.version)

    def app_state(self, app_id: str) -> int:
        return self._loop.run(lambda: self._system.state(app_id))

    def foreground_app(self) -> str | None:
        return self._loop.run(lambda: APP_ID if self._system.foreground() else None)

    def open_link(self, url: str, app_id: str | None) -> None:
        self._bring_up(app_id or APP_ID, {}, lambda: self._system.open_link(url))

    # device

    def log(self) -> Sequence[tuple[float, str]]:
        return self._journal.lines()

    def wall(self) -> float:
        return self._loop.wall()

    def connectivity(self) -> Mapping[str, bool]:
        return self._radio.states()

    def set_connectivity(self, changes: Mapping[str, bool]) -> None:
        self._act(lambda: self._radio.change(changes))

    def advance(self, seconds: float) -> None:
        self._loop.advance(seconds)

    def queued(self) -> Mapping[str, int]:
        self._loop.drain()
        return self._loop.run(self._system.queued)

    def stored(self, app_id: str) -> Mapping[str, object]:
        self._loop.drain()
        return self._loop.run(lambda: self._system.require(app_id).data.plain())

    # acts

    def _act(self, turn: Callable[[], T]) -> T:
        with self._moment():
            return self._loop.run(turn)

    def _bring_up(self, app_id: str, arguments: Mapping[str, str], turn: Callable[[], None]) -> None:
        """What a new process launches while it starts is done before its first screen shows."""
        with self._moment():
            self._loop.run(lambda: self._system.start(app_id, arguments))
            self._loop.drain()
            self._loop.run(turn)

    @contextmanager
    def _moment(self) -> Iterator[None]:
        self._loop.advance(self._last_act + ACT_GAP_S - self._loop.now())
        try:
            yield
        finally:
            self._last_act = self._loop.now()
