"""Events that wait for a plugin wait for ever: nobody makes them go on after half a minute."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_startup import StartupQueue as KotlinQueue
from harness.virtual.sdk.swift_startup import StartupQueue as SwiftQueue

AREA = "delivery"


def arm(patch: Patch) -> None:
    for queue in (KotlinQueue, SwiftQueue):
        patch(queue, "run_anyway", lambda original, self: None)
