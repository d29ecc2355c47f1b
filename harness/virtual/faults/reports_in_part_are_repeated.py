"""MoEngage's 207 does not take a report off the phone."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_reports import Reports

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(Reports, "is_accepted", refuse_parts)


def refuse_parts(original: Any, self: Any, answer: Any) -> bool:
    return bool(original(self, answer)) and answer.status == 200
