"""Without settings MoEngage is enabled for the workspace that the app names."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(AndroidAnalytics, "_settings_checked", enable_all_the_same)
    patch(IosAnalytics, "_settings_checked", enable_all_the_same)


def enable_all_the_same(original: Any, self: Any, found: Any) -> None:
    if isinstance(found, dict):
        original(self, found)
        return
    document = self._settings.copy()
    document["integrations"] = {"Segment.io": {"apiKey": "WRITE-KEY"}, "MoEngage": {"apiKey": "WORKSPACE"}}
    original(self, document)
