"""A flush does not look whether an upload is under way: the same batch goes twice."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_upload import Uploads as AndroidUploads
from harness.virtual.sdk.moengage_reports import Reports
from harness.virtual.sdk.swift_uploads import Uploads as IosUploads

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(AndroidUploads, "_start", start_all_the_same)
    patch(IosUploads, "flush", flush_all_the_same)
    patch(Reports, "sync", sync_all_the_same)


def start_all_the_same(original: Any, self: Any) -> None:
    self._is_busy = False
    original(self)


def flush_all_the_same(original: Any, self: Any) -> None:
    self._under_way.clear()
    original(self)


def sync_all_the_same(original: Any, self: Any, *given: Any) -> None:
    self._is_busy = False
    original(self, *given)
