"""Once the phone was full, Segment's SDK stores nothing any more."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_batches import Batches as AndroidBatches
from harness.virtual.sdk.swift_storage import EventFiles as IosFiles

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(AndroidBatches, "append", append_until_full)
    patch(IosFiles, "append", append_until_full)


def append_until_full(original: Any, self: Any, event: str) -> None:
    if getattr(self, "was_full", False):
        return
    try:
        original(self, event)
    except OSError:
        self.was_full = True
        raise
