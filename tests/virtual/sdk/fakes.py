"""Small fakes of the seams, so that an SDK's model can be tested without a phone, a proxy or real time."""

from __future__ import annotations

import errno
import heapq
import random
from collections import deque
from collections.abc import MutableMapping
from dataclasses import dataclass, field, replace
from typing import Any

from harness.virtual.devices import android_15, ios_18
from harness.virtual.sdk.seams import AppInfo, DeviceInfo, Draws, Process, Task
from tests.virtual.sdk.fake_network import RecordingNetwork

WALL_S = 1_800_000_000.0


class Shelf(dict[str, Any]):
    """A file of preferences, or a folder of files, on a disk that can be full."""

    def __init__(self, storage: MemoryStorage) -> None:
        super().__init__()
        self._storage = storage

    def __setitem__(self, name: str, value: Any) -> None:
        if self._storage.is_full:
            raise OSError(errno.ENOSPC, "No space left on device")
        super().__setitem__(name, value)


class MemoryStorage:
    """One installation's data; give the same object to the next process to relaunch the app."""

    is_full = False

    def __init__(self) -> None:
        self.all_preferences: dict[str, Shelf] = {}
        self.all_files: dict[str, Shelf] = {}
        self.keychain_items: dict[str, str] = {}

    def preferences(self, name: str) -> MutableMapping[str, Any]:
        return self.all_preferences.setdefault(name, Shelf(self))

    def files(self, folder: str) -> MutableMapping[str, bytes]:
        return self.all_files.setdefault(folder, Shelf(self))

    def keychain(self) -> MutableMapping[str, str]:
        return self.keychain_items


class SeededDispatcher:
    """Turns run first in, first out; what one turn launches runs after it, in an order drawn from the seed."""

    def __init__(self, seed: str = "seed") -> None:
        self._random = random.Random(seed)
        self._turns: deque[Task] = deque()
        self._launched: list[Task] = []
        self.is_ended = False

    def launch(self, task: Task) -> None:
        self._launched.append(task)

    def queue(self, task: Task) -> None:
        self._turns.append(task)

    def run(self) -> None:
        """Ends the caller's turn, then runs turns until none is left."""
        self._enqueue_launched()
        while self._turns and not self.is_ended:
            self._turns.popleft()()
            self._enqueue_launched()

    def end(self) -> None:
        self.is_ended = True

    def _enqueue_launched(self) -> None:
        self._random.shuffle(self._launched)
        self._turns.extend(self._launched)
        self._launched.clear()


@dataclass(order=True)
class FakeTimer:
    at: float
    number: int
    task: Task = field(compare=False)
    is_cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        self.is_cancelled = True


class FakeClock:
    """Stands still until advanced; then every timer fires at its own moment, followed by the turns it causes."""

    def __init__(self, dispatcher: SeededDispatcher, wall_s: float = WALL_S) -> None:
        self._dispatcher = dispatcher
        self._now = wall_s
        self._timers: list[FakeTimer] = []
        self._count = 0

    def wall(self) -> float:
        return self._now

    def call_later(self, seconds: float, task: Task) -> FakeTimer:
        self._count += 1
        timer = FakeTimer(self._now + seconds, self._count, task)
        heapq.heappush(self._timers, timer)
        return timer

    def advance(self, seconds: float) -> None:
        until = self._now + seconds
        self._dispatcher.run()
        while self._timers and self._timers[0].at <= until:
            timer = heapq.heappop(self._timers)
            self._now = max(self._now, timer.at)
            self._fire(timer)
        self._now = until

    def _fire(self, timer: FakeTimer) -> None:
        if not timer.is_cancelled and not self._dispatcher.is_ended:
            timer.task()
            self._dispatcher.run()


@dataclass
class FakeProcess(Process):
    """A process on fakes: ``run`` ends the current turn, ``advance`` moves time, ``relaunched`` is the next process."""

    storage: MemoryStorage
    clock: FakeClock
    network: RecordingNetwork
    dispatcher: SeededDispatcher
    lines: list[str] = field(default_factory=list)
    """What was logged, also by earlier processes."""

    def run(self) -> None:
        self.dispatcher.run()

    def advance(self, seconds: float) -> None:
        self.clock.advance(seconds)

    def relaunched(self, **changes: Any) -> FakeProcess:
        """Kills this process and starts another on the same data, at the same moment; ``changes`` replace fields."""
        self.dispatcher.end()
        draws = Draws(str(self.draws.random.random()))
        dispatcher = SeededDispatcher(str(draws.random.random()))
        self.network.queue = dispatcher.queue
        clock = FakeClock(dispatcher, self.clock.wall())
        return replace(self, dispatcher=dispatcher, clock=clock, draws=draws, **changes)


def an_android_process(seed: str = "seed") -> FakeProcess:
    agent = "Dalvik/2.1.0 (Linux; U; Android 15; sdk_gphone64_x86_64 Build/AE3A)"
    device = replace(android_15(), screen=(1080, 2274), timezone="GMT", timezone_offset_s=0, user_agent=agent)
    return _a_process(seed, device)


def an_ios_process(seed: str = "seed") -> FakeProcess:
    device = replace(
        ios_18(),
        screen=(393, 852),
        timezone="Europe/Berlin",
        timezone_offset_s=3600,
        user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
        identifier_for_vendor="A1B2C3D4-0000-4000-8000-000000000001",
    )
    return _a_process(seed, device)


def _a_process(seed: str, device: DeviceInfo) -> FakeProcess:
    dispatcher, network = SeededDispatcher(seed), RecordingNetwork()
    network.queue = dispatcher.queue
    lines: list[str] = []
    return FakeProcess(
        app=AppInfo("Sample", "com.example.sample", "1.0", "100"),
        device=device,
        storage=MemoryStorage(),
        clock=FakeClock(dispatcher),
        network=network,
        dispatcher=dispatcher,
        draws=Draws(seed),
        log=lines.append,
        lines=lines,
        permissions=lambda: frozenset({"network_state"}),
    )
