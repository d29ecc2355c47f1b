"""The life of one process of an app: when it has ended, nothing of it runs any more."""

from __future__ import annotations

from weakref import WeakSet

from harness.virtual.loop import Entry, Loop, Task


class Life:
    def __init__(self) -> None:
        self.is_over = False
        self._last_acts: list[Task] = []
        self._timers: WeakSet[Entry] = WeakSet()

    def bound(self, task: Task) -> Task:
        """The task, or nothing once the process has ended."""
        return lambda: None if self.is_over else task()

    def at_end(self, act: Task) -> None:
        """What the system does when the process has ended, such as closing its connections."""
        self._last_acts.append(act)

    def owns(self, timer: Entry) -> Entry:
        """It is cancelled when the process ends, so that nothing keeps hold of a dead process."""
        self._timers.add(timer)
        return timer

    def end(self) -> None:
        self.is_over = True
        for timer in list(self._timers):
            timer.cancel()
        while self._last_acts:
            self._last_acts.pop()()


class ProcessClock:
    """The phone's clock as one process sees it: its timers end with it."""

    def __init__(self, loop: Loop, life: Life) -> None:
        self._loop = loop
        self._life = life

    def wall(self) -> float:
        return self._loop.wall()

    def call_later(self, seconds: float, task: Task) -> Entry:
        return self._life.owns(self._loop.call_later(seconds, self._life.bound(task)))
