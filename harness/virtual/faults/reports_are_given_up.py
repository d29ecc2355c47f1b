"""A report that MoEngage refuses once is given up."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_reports import Reports

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(Reports, "is_accepted", lambda original, self, answer: True)
