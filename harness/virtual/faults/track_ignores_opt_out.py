"""An event that is kept from MoEngage by its integrations reaches MoEngage all the same."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_timeline import Timeline as AndroidTimeline
from harness.virtual.sdk.swift_timeline import Timeline as IosTimeline

AREA = "track"


def arm(patch: Patch) -> None:
    patch(AndroidTimeline, "is_wanted", lambda original, self, event, slot: slot.is_enabled)
    patch(IosTimeline, "is_switched_off", lambda original, self, event, destination: False)
