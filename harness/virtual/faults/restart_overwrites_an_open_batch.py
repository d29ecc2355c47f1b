"""A file that an ended process left open is begun anew by the next: what it held is lost."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_batches import Batches as AndroidBatches
from harness.virtual.sdk.swift_storage import EventFiles as IosFiles

AREA = "delivery"


def arm(patch: Patch) -> None:
    for files in (AndroidBatches, IosFiles):
        patch(files, "append", begin_anew)


def begin_anew(original: Any, self: Any, event: str) -> None:
    if not self._is_opened:
        name = self._open_file() if hasattr(self, "_open_file") else self._open_name()
        self._files.pop(name, None)
    original(self, event)
