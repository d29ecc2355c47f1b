"""MoEngage is told the time of day in UTC, wherever the phone is."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android_wire import AndroidWire
from harness.virtual.sdk.moengage_ios_wire import IosWire

AREA = "context"


def arm(patch: Patch) -> None:
    for wire in (AndroidWire, IosWire):
        patch(wire, "local_time", local_time_in_utc)


def local_time_in_utc(original: Any, self: Any, at: float) -> Any:
    return original(self, at - self.sender.process.device.timezone_offset_s)
