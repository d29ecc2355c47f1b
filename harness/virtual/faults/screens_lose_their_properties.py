"""Segment gets a screen with the properties of another, and a bare one with some."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "screen"


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "screen", screen_otherwise)


def screen_otherwise(original: Any, self: Any, name: str, category: Any = None, properties: Any = None) -> None:
    original(self, name, category, {"screen": name})
