"""A batch is dated when its first event was written."""

from __future__ import annotations

from typing import Any

from harness.clock import iso_utc
from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_batches import Batches
from harness.virtual.sdk.swift_storage import EventFiles

AREA = "context"


def arm(patch: Patch) -> None:
    for files, clock in ((Batches, lambda self: self._process.clock), (EventFiles, lambda self: self._clock)):
        patch(files, "append", append_and_date(clock))
        patch(files, "sent_at", sent_at_first(clock))


def append_and_date(clock: Any) -> Any:
    def append(original: Any, self: Any, event: str) -> None:
        if not self._is_opened:
            self.began = clock(self).wall()
        original(self, event)

    return append


def sent_at_first(clock: Any) -> Any:
    return lambda original, self: iso_utc(getattr(self, "began", clock(self).wall()))
