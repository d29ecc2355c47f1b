"""Settings that cannot be had are replaced by empty ones: no destination is enabled, Segment's own neither."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(AndroidAnalytics, "_settings_checked", disable_everything)
    patch(IosAnalytics, "_settings_checked", disable_everything)


def disable_everything(original: Any, self: Any, found: Any) -> None:
    if not isinstance(found, dict):
        found = {**self._settings.copy(), "integrations": {}}
    original(self, found)
