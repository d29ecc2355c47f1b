"""An opt-out ends with the process."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_compliance import Compliance

AREA = "privacy"


def arm(patch: Patch) -> None:
    patch(Compliance, "__init__", start_opted_in)


def start_opted_in(original: Any, self: Any, values: Any) -> None:
    for key in ("is_data_tracking_enabled", "is_sdk_enabled"):
        values.pop(key, None)
    original(self, values)
