"""The life of one process of an app: when it is suspended its turns wait, and when it has ended nothing of it runs."""

from __future__ import annotations

from weakref import WeakSet

from harness.virtual.loop import Entry, Loop, Task


class Life:
    def __init__(self) -> None:
        self.is_over = False
        self.is_suspended = False
        self._waiting: list[Task] = []
        self._last_acts: list[Task] = []
        self._timers: WeakSet[Entry] = WeakSet()

    def bound(self, task: Task) -> Task:
        """The task, once the process is not suspended any more, or nothing when it has ended."""
        return lambda: self._do(task)

    def _do(self, task: Task) -> None:
        if self.is_over:
            return
        if self.is_suspended:
            self._waiting.append(task)
        else:
            task()

    def suspend(self) -> None:
        self.is_suspended = True

    def resume(self) -> list[Task]:
        """Returns what fell due meanwhile, to be done in turns of its own."""
        self.is_suspended = False
        waiting, self._waiting = self._waiting, []
        return [self.bound(task) for task in waiting]

    def at_end(self, act: Task) -> None:
        """What the system does when the process has ended, such as closing its connections."""
        self._last_acts.append(act)

    def owns(self, timer: Entry) -> Entry:
        """It is cancelled when the process ends, so that nothing keeps hold of a dead process."""
        self._timers.add(timer)
        return timer

    def end(self) -> None:
        self.is_over = True
        self._waiting.clear()
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
        """A timer that fell due while the process was suspended can still be cancelled when it goes on."""

        def fire() -> None:
            if not timer.is_cancelled:
                task()

        timer = self._life.owns(self._loop.call_later(seconds, self._life.bound(fire)))
        return timer
