"""What waits on disk is thrown away when a process starts."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_batches import Batches as AndroidBatches
from harness.virtual.sdk.swift_storage import EventFiles as IosFiles

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(AndroidBatches, "__init__", start_empty)
    patch(IosFiles, "__init__", start_empty)


def start_empty(original: Any, self: Any, *given: Any) -> None:
    original(self, *given)
    for name in list(self._files):
        del self._files[name]
