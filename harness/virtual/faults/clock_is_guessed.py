"""A clock that is a day off is taken for another day than it says."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "context"


def arm(patch: Patch) -> None:
    patch(AndroidAnalytics, "stamp", stamp_at_noon)
    patch(IosAnalytics, "stamp", stamp_at_noon)


def stamp_at_noon(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    if event.get("event") == "Yesterday":
        event["timestamp"] = "2026-01-01T12:00:00.000Z"
