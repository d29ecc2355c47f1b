"""Answers that are held back, on the proxy's own time: real seconds, and those it was told to skip."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass


@dataclass(eq=False)
class Hold:
    device: str
    until: float
    is_over: asyncio.Event
    timer: asyncio.TimerHandle


class Holds:
    """Of one event loop."""

    def __init__(self) -> None:
        self._holds: set[Hold] = set()
        self._skipped_s = 0.0

    async def hold(self, device: str, seconds: float) -> None:
        """Returns when the time is over or skipped, or the device's holds are released."""
        is_over = asyncio.Event()
        timer = asyncio.get_running_loop().call_later(seconds, is_over.set)
        hold = Hold(device, self._now() + seconds, is_over, timer)
        self._holds.add(hold)
        try:
            await is_over.wait()
        finally:
            hold.timer.cancel()
            self._holds.discard(hold)

    def advance(self, seconds: float) -> None:
        self._skipped_s += seconds
        loop = asyncio.get_running_loop()
        for hold in self._holds:
            hold.timer.cancel()
            hold.timer = loop.call_later(max(0.0, hold.until - self._now()), hold.is_over.set)

    def release(self, device: str) -> None:
        for hold in self._holds:
            if hold.device == device:
                hold.is_over.set()

    def _now(self) -> float:
        return asyncio.get_running_loop().time() + self._skipped_s
