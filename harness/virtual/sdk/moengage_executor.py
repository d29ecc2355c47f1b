"""Where MoEngage's SDK works: its own serial executor, and timers that hand their work to it."""

from __future__ import annotations

from collections.abc import Callable

from harness.virtual.facts import rests_on
from harness.virtual.sdk.seams import Process, Task, Timer


class Executor:
    def __init__(self, process: Process) -> None:
        self._process = process
        self._waiting = 0

    def __len__(self) -> int:
        return self._waiting

    @rests_on("moengage.md 1.8", "likely")
    def submit(self, task: Task) -> None:
        """Tasks run in the order they came; what one throws is logged and stops nothing."""
        self._waiting += 1
        self._process.dispatcher.queue(lambda: self._run(task))

    def after(self, seconds: float, task: Task) -> Timer:
        return self._process.clock.call_later(seconds, lambda: self.submit(task))

    def _run(self, task: Task) -> None:
        self._waiting -= 1
        try:
            task()
        except Exception as problem:
            self._process.log(f"MoEngage: caught {problem!r}")


class Schedule:
    """Does something again and again; the pause is asked anew each time, None: not at all."""

    def __init__(self, executor: Executor, pause_s: Callable[[], float | None], act: Task) -> None:
        self._executor = executor
        self._pause_s = pause_s
        self._act = act
        self._timer: Timer | None = None

    def start(self) -> None:
        self.stop()
        pause_s = self._pause_s()
        if pause_s is not None:
            self._timer = self._executor.after(pause_s, self._fire)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None

    def is_running(self) -> bool:
        return self._timer is not None

    def _fire(self) -> None:
        """A timer that was stopped while its turn waited does nothing any more."""
        if self._timer is not None:
            self._act()
            self.start()
