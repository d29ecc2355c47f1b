"""What a person and the system do with a phone, one act after the other on its clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from harness.virtual.deliveries import STARTED_AFTER_S
from harness.virtual.loop import Loop

T = TypeVar("T")

ACT_GAP_S = 0.3
"""Acts of a person are so far apart on the phone's clock at least: then what the one before caused is done, and the
real Android SDK keeps their order (facts: moedest.md 4)."""


class Acts:
    """From any thread but the loop's."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._last_act = loop.now()

    def do(self, turn: Callable[[], T]) -> T:
        with self._moment():
            return self._loop.run(turn)

    def bring_up(self, start: Callable[[], None], turn: Callable[[], None]) -> None:
        """What a new process launches while it starts is done before its first screen shows."""
        with self._moment():
            self._loop.run(start)
            self._loop.drain()
            self._loop.run(turn)

    def deliver(self, turn: Callable[[], T]) -> T:
        """Returns when the app has been told, if it is to be."""
        with self._moment():
            result = self._loop.run(turn)
            self._loop.advance(STARTED_AFTER_S)
        return result

    @contextmanager
    def _moment(self) -> Iterator[None]:
        self._loop.advance(self._last_act + ACT_GAP_S - self._loop.now())
        try:
            yield
        finally:
            self._last_act = self._loop.now()
