"""A flush does not wait for an upload that takes longer than a second: the same batch goes twice."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_upload import Uploads as AndroidUploads
from harness.virtual.sdk.swift_uploads import Uploads as IosUploads

AREA = "delivery"
PATIENCE_S = 1.0


def arm(patch: Patch) -> None:
    patch(AndroidUploads, "send_batch", note_start)
    patch(AndroidUploads, "_start", start_all_the_same)
    patch(IosUploads, "send_file", note_start)
    patch(IosUploads, "flush", flush_all_the_same)


def wall(self: Any) -> float:
    clock = self._clock if hasattr(self, "_clock") else self._process.clock
    return float(clock.wall())


def note_start(original: Any, self: Any, *given: Any) -> None:
    self.__dict__["started"] = wall(self)
    original(self, *given)


def is_tired(self: Any) -> bool:
    return wall(self) - float(self.__dict__.get("started", 0.0)) > PATIENCE_S


def start_all_the_same(original: Any, self: Any) -> None:
    self._is_busy = self._is_busy and not is_tired(self)
    original(self)


def flush_all_the_same(original: Any, self: Any) -> None:
    if is_tired(self):
        self._under_way.clear()
    original(self)
