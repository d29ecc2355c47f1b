"""Uploads do not say that MoEngage was served on the device, so Segment's cloud would deliver a second time."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_timeline import Timeline as AndroidTimeline
from harness.virtual.sdk.swift_timeline import Timeline as IosTimeline

AREA = "track"


def arm(patch: Patch) -> None:
    for timeline in (AndroidTimeline, IosTimeline):
        patch(timeline, "bundled", lambda original, self: [])
