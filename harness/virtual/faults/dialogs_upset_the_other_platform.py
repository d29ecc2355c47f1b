"""A dialog over the app counts as nothing on Android, and as a background on iOS."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    patch(AndroidAnalytics, "resumed", lambda original, self: None)
    patch(IosAnalytics, "interrupted", leave)


def leave(original: Any, self: Any) -> None:
    self._lifecycle.entered_background()
    self._lifecycle._is_on = False
