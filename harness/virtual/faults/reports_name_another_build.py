"""MoEngage is told the build that the SDK was made for, not the app's."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android_wire import AndroidWire
from harness.virtual.sdk.moengage_ios_wire import IosWire

AREA = "context"


def arm(patch: Patch) -> None:
    for wire in (AndroidWire, IosWire):
        patch(wire, "report_body", report_another)


def report_another(original: Any, self: Any, batch: Any, trigger: str) -> Any:
    body = original(self, batch, trigger)
    return {**body, "query_params": {**body["query_params"], "app_ver": "1"}}
