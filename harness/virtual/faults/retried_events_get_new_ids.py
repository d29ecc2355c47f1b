"""Segment gets an event that was refused, or whose answer was lost, again under another id."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_batches import Batches as AndroidBatches
from harness.virtual.sdk.kotlin_http import Http as AndroidHttp
from harness.virtual.sdk.swift_storage import EventFiles as IosFiles

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(AndroidHttp, "is_sent_again", lambda original, self, answer: False)
    patch(AndroidBatches, "read", read_renewed)
    patch(IosFiles, "read", read_renewed)


def read_renewed(original: Any, self: Any, name: str) -> bytes:
    """From the second reading on."""
    seen = self.__dict__.setdefault("seen", set())
    content: bytes = original(self, name)
    if name in seen:
        content = content.replace(b'"messageId":"', b'"messageId":"0')
    seen.add(name)
    return content
