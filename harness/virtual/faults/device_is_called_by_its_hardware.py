"""The device's id is one that no new installation changes."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_context import Context as AndroidContext
from harness.virtual.sdk.swift_context import Context as IosContext

AREA = "context"


def arm(patch: Patch) -> None:
    patch(AndroidContext, "first_device_id", lambda original, self: "9774d56d682e549c")
    patch(IosContext, "_device", device_of_hardware)


def device_of_hardware(original: Any, self: Any) -> Any:
    return {**original(self), "id": "F17A9D02-77C1-4D8E-B4F3-000000000001"}
