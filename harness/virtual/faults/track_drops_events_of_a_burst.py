"""Of events made back to back each tenth is lost."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "track"


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "process", process_most)


def process_most(original: Any, self: Any, message: Any) -> None:
    if (message.event.get("properties") or {}).get("number", 0) % 10 != 9:
        original(self, message)
