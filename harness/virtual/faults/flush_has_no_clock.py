"""Segment's SDK never flushes by itself, MoEngage's neither."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_pipeline import Pipeline as AndroidPipeline
from harness.virtual.sdk.moengage_executor import Schedule
from harness.virtual.sdk.swift_policies import IntervalPolicy as IosInterval

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(AndroidPipeline, "start", lambda original, self, flush: None)
    patch(IosInterval, "restart", lambda original, self: None)
    patch(Schedule, "start", lambda original, self: None)
