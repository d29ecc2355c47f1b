"""A report that is sent again is another one: MoEngage counts it twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_reports import Reports

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(Reports, "send", send_renewed)


def send_renewed(original: Any, self: Any, batch: Any, trigger: str, then: Any) -> None:
    original(self, replace(batch, bid=f"{batch.bid[:-4]}{len(batch.statuses):04d}"), trigger, then)
