"""When analytics-swift flushes by itself."""

from __future__ import annotations

from harness.virtual.facts import rests_on
from harness.virtual.sdk.seams import Clock, Task, Timer


class CountPolicy:
    """One object that two places advance: storage, which resets it without a flush, and Analytics, which flushes.
    So an even number flushes after half as many events, an odd one after as many."""

    def __init__(self, flush_at: int) -> None:
        self._flush_at = flush_at
        self._count = 0

    @rests_on("segment.md 4.2", "inferred")
    def note_written(self) -> None:
        self.is_reached()

    @rests_on("segment.md 4.2", "inferred")
    def is_reached(self) -> bool:
        self._count += 1
        if self._count >= self._flush_at:
            self._count = 0
            return True
        return False


class IntervalPolicy:
    """Counts from the last change of state; there is no flush at the start."""

    def __init__(self, clock: Clock, seconds: float, flush: Task) -> None:
        self._clock = clock
        self._seconds = seconds
        self._flush = flush
        self._timer: Timer | None = None

    @rests_on("segment.md 4.1")
    def restart(self) -> None:
        """No interval, no timer: what the SDK does with 0 is not known ("do not use 0")."""
        if self._timer is not None:
            self._timer.cancel()
        if self._seconds <= 0:
            return
        self._timer = self._clock.call_later(self._seconds, self._fire)

    def _fire(self) -> None:
        self.restart()
        self._flush()
