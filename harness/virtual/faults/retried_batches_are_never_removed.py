"""A batch that was refused once is not removed when it is taken at last: later flushes send it again."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_upload import Uploads as AndroidUploads
from harness.virtual.sdk.swift_uploads import Uploads as IosUploads

AREA = "delivery"


def arm(patch: Patch) -> None:
    for uploads in (AndroidUploads, IosUploads):
        patch(uploads, "conclude", keep_retried)


def keep_retried(original: Any, self: Any, name: str, answer: Any) -> None:
    """Up to three times, so that an end comes."""
    tries = self.__dict__.setdefault("tries", {})
    tries[name] = tries.get(name, 0) + 1
    files = self.batches if hasattr(self, "batches") else self._files
    content = files.read(name)
    original(self, name, answer)
    if 1 < tries[name] < 4 and getattr(answer, "status", 500) < 300:
        files._files[name] = content
