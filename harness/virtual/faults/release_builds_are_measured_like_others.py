"""Telemetry of a released app is off, and that of an app in development is what the other platform does."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_telemetry import Telemetry as KotlinTelemetry
from harness.virtual.sdk.swift_telemetry import Telemetry as SwiftTelemetry

AREA = "delivery"


def arm(patch: Patch) -> None:
    for telemetry in (KotlinTelemetry, SwiftTelemetry):
        patch(telemetry, "apply", apply_nothing)


def apply_nothing(original: Any, self: Any, metrics: Any) -> None:
    original(self, {"sampleRate": 0})
