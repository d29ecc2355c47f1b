"""reset() tracks an event of its own at Segment."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "reset"


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "reset", reset_and_track)


def reset_and_track(original: Any, self: Any) -> None:
    original(self)
    self.track("Reset")
