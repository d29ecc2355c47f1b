"""The only reader of time. Nothing else in the harness may call ``time.time``, ``time.monotonic`` or ``time.sleep``."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


@dataclass(frozen=True, order=True)
class Instant:
    """A moment on a clock: seconds since an arbitrary start."""

    seconds: float

    def __add__(self, seconds: float) -> Instant:
        return Instant(self.seconds + seconds)

    def __sub__(self, other: Instant) -> float:
        return self.seconds - other.seconds


class Clock(Protocol):
    def now(self) -> Instant:
        """The moment on a steady clock."""
        ...

    def wall(self) -> float:
        """Seconds since 1970, UTC."""
        ...


class SystemClock:
    def now(self) -> Instant:
        return Instant(time.monotonic())

    def wall(self) -> float:
        return time.time()


class ManualClock:
    """A clock for tests: it stands still until told to move."""

    def __init__(self, start_s: float = 0.0, wall_s: float = 1_800_000_000.0) -> None:
        self._seconds = start_s
        self._wall_offset = wall_s - start_s

    def now(self) -> Instant:
        return Instant(self._seconds)

    def wall(self) -> float:
        return self._seconds + self._wall_offset

    def advance(self, seconds: float) -> None:
        self._seconds += seconds


SYSTEM = SystemClock()


@dataclass(frozen=True)
class Deadline:
    """The moment until which something may take place."""

    at: Instant
    clock: Clock = SYSTEM

    @classmethod
    def after(cls, seconds: float, clock: Clock = SYSTEM) -> Deadline:
        return cls(clock.now() + seconds, clock)

    @property
    def left_s(self) -> float:
        return max(0.0, self.at - self.clock.now())

    @property
    def is_over(self) -> bool:
        return self.left_s == 0.0


def pause(seconds: float) -> None:
    """Give the processor away for a moment; for polling an operating system, never for waiting for traffic."""
    time.sleep(seconds)


def iso_utc(wall_s: float) -> str:
    """``2026-01-02T03:04:05.678Z``: the form both Segment SDKs send (facts: segment.md 2.2)."""
    moment = datetime.fromtimestamp(wall_s, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
