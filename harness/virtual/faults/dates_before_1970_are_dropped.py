"""MoEngage's SDK has no place for a date before 1970."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(Core, "track", track_without_old_dates)


def track_without_old_dates(original: Any, self: Any, point: Any) -> None:
    dates = {name: ms for name, ms in point.dates.items() if ms >= 0}
    plain = {name: value for name, value in point.plain.items() if not is_old(value)}
    if (dates or plain) or not (point.dates or point.plain):
        original(self, replace(point, dates=dates, plain=plain))


def is_old(value: Any) -> bool:
    return isinstance(value, str) and value[4:5] == "-" and value[:4].isdigit() and value < "1970"
