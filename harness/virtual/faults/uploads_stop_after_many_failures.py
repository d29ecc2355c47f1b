"""After eight failures of an endpoint nothing is sent there until the next start."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_upload import Uploads as AndroidUploads
from harness.virtual.sdk.moengage_reports import Reports
from harness.virtual.sdk.swift_uploads import Uploads as IosUploads

AREA = "delivery"
MOST_FAILURES = 8


def arm(patch: Patch) -> None:
    patch(AndroidUploads, "conclude", count_failure)
    patch(AndroidUploads, "signal", unless_tired)
    patch(IosUploads, "conclude", count_failure)
    patch(IosUploads, "flush", unless_tired)
    patch(Reports, "keep_batch", count_refusal)
    patch(Reports, "sync", unless_tired)


def count_failure(original: Any, self: Any, name: str, answer: Any) -> None:
    count(self, getattr(answer, "status", 500) >= 300)
    original(self, name, answer)


def count_refusal(original: Any, self: Any, batch: Any, status: int) -> None:
    count(self, True)
    original(self, batch, status)


def count(self: Any, has_failed: bool) -> None:
    self.__dict__["failures"] = self.__dict__.get("failures", 0) + has_failed


def unless_tired(original: Any, self: Any, *given: Any) -> None:
    if self.__dict__.get("failures", 0) < MOST_FAILURES:
        original(self, *given)
