"""Properties with names that a vendor uses itself are taken out."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination
from harness.virtual.sdk.kotlin_pipeline import SegmentDestination as AndroidSegment
from harness.virtual.sdk.swift_segment import SegmentDestination as IosSegment

AREA = "track"


def arm(patch: Patch) -> None:
    for destination in (AndroidSegment, IosSegment, AndroidDestination, IosDestination):
        patch(destination, "track", track_without_reserved)


def track_without_reserved(original: Any, self: Any, event: Any) -> None:
    kept = {key: value for key, value in (event.get("properties") or {}).items() if key not in ("user_id", "status")}
    original(self, {**event, "properties": kept} if kept else event)
