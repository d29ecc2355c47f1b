"""Answers that are held back, on the proxy's own time: real seconds, and those it was told to skip.

For one device that time can be made to stand still: there an answer's hold counts only what lies between.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass


@dataclass(eq=False)
class Hold:
    """``left_s`` counts from ``armed_at``, or does not count while there is no timer."""

    device: str
    left_s: float
    is_over: asyncio.Event
    armed_at: float = 0.0
    timer: asyncio.TimerHandle | None = None

    def arm(self) -> None:
        loop = asyncio.get_running_loop()
        self.armed_at, self.timer = loop.time(), loop.call_later(max(0.0, self.left_s), self.is_over.set)

    def stop(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.left_s -= asyncio.get_running_loop().time() - self.armed_at
            self.timer = None

    def skip(self, seconds: float) -> None:
        was_armed = self.timer is not None
        self.stop()
        self.left_s -= seconds
        if was_armed or self.left_s <= 0:
            self.arm()


class Holds:
    """Of one event loop."""

    def __init__(self) -> None:
        self._holds: set[Hold] = set()
        self._still: set[str] = set()

    async def hold(self, device: str, seconds: float) -> None:
        """Returns when the time is over or skipped, or the device's holds are released."""
        hold = Hold(device, seconds, asyncio.Event())
        if device not in self._still:
            hold.arm()
        self._holds.add(hold)
        try:
            await hold.is_over.wait()
        finally:
            hold.stop()
            self._holds.discard(hold)

    def advance(self, seconds: float) -> None:
        for hold in self._holds:
            hold.skip(seconds)

    def release(self, device: str) -> None:
        for hold in self._of(device):
            hold.is_over.set()

    def stand_still(self, device: str) -> None:
        self._still.add(device)
        for hold in self._of(device):
            hold.stop()

    def go_on(self, device: str) -> None:
        self._still.discard(device)
        for hold in self._of(device):
            if hold.timer is None:
                hold.arm()

    def _of(self, device: str) -> list[Hold]:
        return [hold for hold in self._holds if hold.device == device]
