"""Of two events made one after the other the second is delivered first."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_timeline import Timeline as AndroidTimeline
from harness.virtual.sdk.swift_timeline import Timeline as IosTimeline

AREA = "track"


def arm(patch: Patch) -> None:
    patch(AndroidTimeline, "deliver", deliver_swapped)
    patch(IosTimeline, "deliver", deliver_swapped)


HELD: list[Any] = []


def deliver_swapped(original: Any, self: Any, event: Any) -> None:
    if event.get("event") == "Step 41":
        HELD.append(event)
        return
    original(self, event)
    while HELD and event.get("event") == "Step 42":
        original(self, HELD.pop())
