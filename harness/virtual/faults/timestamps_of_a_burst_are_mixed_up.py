"""Of events made at once some have the moment of another."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "context"


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "stamp", stamp_now_and_then)


def stamp_now_and_then(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    self.stamped = getattr(self, "stamped", 0) + 1
    if self.stamped % 20 == 0:
        event["timestamp"] = "2001-01-01T00:00:00.000Z"
