"""Telemetry of a released app is off, and on iOS that of an app in development is on."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_telemetry import Telemetry as KotlinTelemetry
from harness.virtual.sdk.swift_telemetry import Telemetry as SwiftTelemetry

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(KotlinTelemetry, "apply", lambda original, self, metrics: original(self, {"sampleRate": 0}))
    patch(SwiftTelemetry, "is_on", measure_in_development)


def measure_in_development(original: Any, self: Any) -> bool:
    process = self._process
    process.is_debuggable = not process.is_debuggable
    try:
        return bool(original(self))
    finally:
        process.is_debuggable = not process.is_debuggable
