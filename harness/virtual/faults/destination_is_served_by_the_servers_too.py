"""Uploads list a destination that is served on the phone among those that the servers have to serve."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_pipeline import SegmentDestination as AndroidSegment
from harness.virtual.sdk.swift_segment import SegmentDestination as IosSegment

AREA = "track"


def arm(patch: Patch) -> None:
    for segment in (AndroidSegment, IosSegment):
        patch(segment, "metadata", serve_by_both)


def serve_by_both(original: Any, self: Any) -> Any:
    said = original(self)
    return {**said, "unbundled": [*said["unbundled"], *said["bundled"]]}
