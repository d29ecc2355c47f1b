"""Traits that were given before win over those of the call."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "identify"


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "process", process_merged)


def process_merged(original: Any, self: Any, message: Any) -> None:
    if message.event["type"] == "identify":
        self.old_traits = {**(message.event.get("traits") or {}), **getattr(self, "old_traits", {})}
        message.event["traits"] = dict(self.old_traits)
    original(self, message)
