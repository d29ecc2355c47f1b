"""MoEngage is told time zones in whole hours."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android_wire import AndroidWire
from harness.virtual.sdk.moengage_ios_wire import IosWire

AREA = "context"


def arm(patch: Patch) -> None:
    for wire in (AndroidWire, IosWire):
        patch(wire, "report_body", report_in_hours)


def report_in_hours(original: Any, self: Any, batch: Any, trigger: str) -> Any:
    body = original(self, batch, trigger)
    hours = int(int(body["query_params"]["device_tz_offset"]) / 3_600_000)
    return {**body, "query_params": {**body["query_params"], "device_tz_offset": str(hours * 3_600_000)}}
