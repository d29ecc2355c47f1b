"""An upload that is given up for its time limit counts as under way for good."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_upload import Uploads as AndroidUploads
from harness.virtual.sdk.moengage_reports import Reports
from harness.virtual.sdk.seams import NoAnswer
from harness.virtual.sdk.swift_uploads import Uploads as IosUploads

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(AndroidUploads, "_answered", unless_stalled)
    patch(IosUploads, "conclude", unless_stalled)
    patch(Reports, "take", unless_stalled)


def unless_stalled(original: Any, self: Any, *given: Any) -> None:
    if not any(isinstance(one, NoAnswer) and one.reason == "timed out" for one in given):
        original(self, *given)
