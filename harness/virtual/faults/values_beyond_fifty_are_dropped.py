"""Of more than fifty properties or traits the last are dropped."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "track"


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "process", process_fifty)


def process_fifty(original: Any, self: Any, message: Any) -> None:
    for key in ("properties", "traits"):
        if isinstance(message.event.get(key), dict):
            message.event[key] = dict(list(message.event[key].items())[:50])
    original(self, message)
