"""Two events in a row have one messageId: Segment would drop the second."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "track"


def arm(patch: Patch) -> None:
    patch(AndroidAnalytics, "stamp", stamp_alike)
    patch(IosAnalytics, "stamp", stamp_alike)


def stamp_alike(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    self.stamped = getattr(self, "stamped", event["messageId"])
    event["messageId"] = self.stamped
