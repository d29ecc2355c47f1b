"""What an older version of the app left in Segment's queue is never sent: the new one looks elsewhere."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_batches import Batches
from harness.virtual.sdk.swift_storage import EventFiles

AREA = "delivery"


def arm(patch: Patch) -> None:
    for files in (Batches, EventFiles):
        patch(files, "__init__", note_what_was_left)


def note_what_was_left(original: Any, self: Any, process: Any, *more: Any) -> None:
    """Files move to where nobody looks, if another build was the last to start."""
    original(self, process, *more)
    marks = process.storage.preferences("fault.marks")
    if marks.get("build") != process.app.build:
        for name in list(self._files):
            del self._files[name]
    marks["build"] = process.app.build
