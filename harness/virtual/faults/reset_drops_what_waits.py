"""reset() throws away what waits to be sent, batches on their way included."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_pipeline import SegmentDestination as AndroidDestination
from harness.virtual.sdk.moengage_core import Core
from harness.virtual.sdk.swift_segment import SegmentDestination as IosDestination

AREA = "reset"


def arm(patch: Patch) -> None:
    for destination in (AndroidDestination, IosDestination):
        patch(destination, "reset", drop_files)
    patch(Core, "forget_user", drop_batches)


def drop_files(original: Any, self: Any) -> None:
    original(self)
    files = self._uploads.batches._files if hasattr(self._uploads, "batches") else self._files._files
    for name in list(files):
        del files[name]


def drop_batches(original: Any, self: Any, at: float) -> None:
    """Those that are on their way or were refused; what is cut just now still goes."""
    original(self, at)
    for batch in list(self.queue.batches())[:-1]:
        self.queue.delete_batch(batch)
