"""A batch that was taken is found again some time later, as if its file had not been removed, and goes once more."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_upload import Uploads as AndroidUploads
from harness.virtual.sdk.moengage_queue import MEMBERS
from harness.virtual.sdk.moengage_reports import Reports
from harness.virtual.sdk.swift_uploads import Uploads as IosUploads

AREA = "delivery"
LATER_S = 45.0


def arm(patch: Patch) -> None:
    patch(
        AndroidUploads, "conclude", lambda original, self, *given: bring_file_back(original, self, self.batches, *given)
    )
    patch(IosUploads, "conclude", lambda original, self, *given: bring_file_back(original, self, self._files, *given))
    patch(Reports, "delete_batch", bring_batch_back)


def bring_file_back(original: Any, self: Any, files: Any, name: str, answer: Any) -> None:
    content = files.read(name)
    original(self, name, answer)
    if getattr(answer, "status", 500) < 300 and is_new(self, name):
        clock = self._clock if hasattr(self, "_clock") else self._process.clock
        clock.call_later(LATER_S, lambda: files._files.__setitem__(name, content))


def bring_batch_back(original: Any, self: Any, batch: Any) -> None:
    original(self, batch)
    if is_new(self, batch.name):
        record = {key: getattr(batch, key) for key in MEMBERS}
        clock = self._wire.sender.process.clock
        clock.call_later(LATER_S, lambda: self._queue._store.batches.write(batch.name, record))


def is_new(self: Any, name: str) -> bool:
    seen = self.__dict__.setdefault("seen", set())
    is_first = name not in seen
    seen.add(name)
    return is_first
