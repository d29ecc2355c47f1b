"""Where a process's own work runs after the turn that asked for it."""

from __future__ import annotations

from random import Random

from harness.virtual.life import Life
from harness.virtual.loop import Loop, Task


class TurnDispatcher:
    """A thread pool and a serial queue, played on one thread (facts: moedest.md 4).

    What one turn launches on the pool runs after it in a drawn order; what is queued runs first in, first out.
    """

    def __init__(self, loop: Loop, life: Life, random: Random) -> None:
        self._loop = loop
        self._life = life
        self._random = random
        self._launched: list[Task] = []

    def launch(self, task: Task) -> None:
        if not self._launched:
            self._loop.at_turn_end(self._start)
        self._launched.append(self._life.bound(task))

    def queue(self, task: Task) -> None:
        self._loop.post(self._life.bound(task))

    def _start(self) -> None:
        tasks, self._launched = self._launched, []
        self._random.shuffle(tasks)
        for task in tasks:
            self._loop.post(task)
