"""What waited for settings that do not come is dropped."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(AndroidAnalytics, "_settings_checked", drop_what_waits)
    patch(IosAnalytics, "_settings_checked", drop_what_waits)


def drop_what_waits(original: Any, self: Any, found: Any) -> None:
    if not isinstance(found, dict):
        self._startup._held.clear()
    original(self, found)
