"""Retry-After stops all uploads though the settings do not say so."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_upload import Uploads as AndroidUploads
from harness.virtual.sdk.swift_uploads import Uploads as IosUploads

AREA = "delivery"


def arm(patch: Patch) -> None:
    for uploads in (AndroidUploads, IosUploads):
        patch(uploads, "conclude", note_pause)
    patch(AndroidUploads, "signal", unless_paused)
    patch(IosUploads, "flush", unless_paused)


def note_pause(original: Any, self: Any, name: str, answer: Any) -> None:
    self.__dict__["is_paused_for_good"] = "retry-after" in getattr(answer, "headers", {})
    original(self, name, answer)


def unless_paused(original: Any, self: Any) -> None:
    if not self.__dict__.get("is_paused_for_good"):
        original(self)
