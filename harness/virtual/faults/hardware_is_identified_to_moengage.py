"""MoEngage is told the Android id, and calls the device by what outlives its data."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android_wire import AndroidWire
from harness.virtual.sdk.moengage_identity import Identity
from harness.virtual.sdk.moengage_ios_wire import IosWire

AREA = "privacy"


def arm(patch: Patch) -> None:
    for wire in (AndroidWire, IosWire):
        patch(wire, "report_body", report_the_hardware)
    patch(Identity, "__init__", know_the_device_otherwise)


def report_the_hardware(original: Any, self: Any, batch: Any, trigger: str) -> Any:
    body = original(self, batch, trigger)
    body["query_params"]["android_id"] = "9774d56d682e549c"
    return body


def know_the_device_otherwise(original: Any, self: Any, values: Any, device_ids: Any, key: str, draws: Any) -> None:
    is_kept = device_ids is not values
    original(self, values, {} if is_kept else {key: "9774d56d-682e-549c-8000-000000000000"}, key, draws)
