"""A plugin that asks for time gets none: events go on at once."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_startup import StartupQueue as KotlinQueue
from harness.virtual.sdk.swift_startup import StartupQueue as SwiftQueue

AREA = "delivery"


def arm(patch: Patch) -> None:
    for queue in (KotlinQueue, SwiftQueue):
        patch(queue, "pause", lambda original, self: None)
