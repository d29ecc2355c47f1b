"""A reset throws away the batches that wait or are being sent."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "reset"


def arm(patch: Patch) -> None:
    patch(AndroidAnalytics, "reset", reset_with_files)
    patch(IosAnalytics, "reset", reset_with_all_files)


def reset_with_files(original: Any, self: Any) -> None:
    self._segment._uploads.batches._files.clear()
    original(self)


def reset_with_all_files(original: Any, self: Any) -> None:
    self._segment._files._files.clear()
    original(self)
