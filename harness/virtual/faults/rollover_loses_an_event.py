"""The event that finds a batch full is lost with the change of files; of a report the points beyond the hundredth."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_batches import Batches as AndroidBatches
from harness.virtual.sdk.moengage_queue import Queue
from harness.virtual.sdk.swift_storage import EventFiles as IosFiles

AREA = "delivery"
FULL = 470_000


def arm(patch: Patch) -> None:
    for files in (AndroidBatches, IosFiles):
        patch(files, "append", append_unless_full)
    patch(Queue, "take_batch", take_the_first_alone)


def append_unless_full(original: Any, self: Any, event: str) -> None:
    name = self._open_file() if hasattr(self, "_open_file") else self._open_name()
    before = self._files.get(name, b"")
    original(self, event)
    if len(before) >= FULL and name not in self._files:
        name = self._open_file() if hasattr(self, "_open_file") else self._open_name()
        self._files.pop(name, None)


def take_the_first_alone(original: Any, self: Any) -> None:
    is_more = self.waiting > 100
    original(self)
    if is_more:
        for name in self._store.points.names():
            self._store.points.delete(name)
