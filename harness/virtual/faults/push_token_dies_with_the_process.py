"""MoEngage keeps the push token in memory alone."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_device import PUSH_ID, DeviceRegistration

AREA = "push"


def arm(patch: Patch) -> None:
    patch(DeviceRegistration, "__init__", start_without_token)


def start_without_token(original: Any, self: Any, values: Any, *given: Any) -> None:
    values.pop(PUSH_ID, None)
    original(self, values, *given)
