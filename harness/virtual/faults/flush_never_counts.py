"""Segment's SDK does not flush when there are enough events."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_pipeline import Pipeline as AndroidPipeline
from harness.virtual.sdk.swift_policies import CountPolicy as IosPolicy

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(AndroidPipeline, "is_full", lambda original, self: False)
    patch(IosPolicy, "is_reached", lambda original, self: False)
