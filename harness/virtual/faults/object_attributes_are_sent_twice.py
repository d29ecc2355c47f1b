"""An attribute that is an object is tracked twice."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(Core, "track_attribute", track_objects_twice)


def track_objects_twice(original: Any, self: Any, point: Any) -> None:
    original(self, point)
    if any(isinstance(value, dict) for value in point.plain.values()):
        original(self, point)
