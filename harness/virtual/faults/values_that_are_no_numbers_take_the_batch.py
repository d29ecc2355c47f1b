"""A number that JSON does not know, or its name, takes all that waits with it."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_pipeline import Pipeline
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "track"


def arm(patch: Patch) -> None:
    patch(Pipeline, "store_event", store_or_lose_all)
    patch(IosAnalytics, "process", process_or_lose_all)


def store_or_lose_all(original: Any, self: Any, event: Any) -> None:
    if is_odd(event):
        self._uploads.batches._files.clear()
    original(self, event)


def process_or_lose_all(original: Any, self: Any, message: Any) -> None:
    if is_odd(message.event):
        self._segment._files._files.clear()
    original(self, message)


def is_odd(event: Any) -> bool:
    return any(repr(one).strip("'") in ("nan", "NaN", "-Infinity") for one in (event.get("properties") or {}).values())
