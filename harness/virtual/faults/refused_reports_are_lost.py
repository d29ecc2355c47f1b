"""A report that MoEngage answers with 4xx is given up."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_reports import Reports
from harness.virtual.sdk.seams import Response

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(Reports, "is_accepted", take_refusals)


def take_refusals(original: Any, self: Any, answer: Any) -> bool:
    return bool(original(self, answer)) or (isinstance(answer, Response) and 400 <= answer.status < 500)
