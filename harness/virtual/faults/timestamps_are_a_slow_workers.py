"""Events are dated when a worker comes to them, some seconds after the call."""

from __future__ import annotations

from typing import Any

from harness.clock import iso_utc
from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "context"


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "stamp", stamp_late)


def stamp_late(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    event["timestamp"] = iso_utc(self._process.clock.wall() + 3.5)
