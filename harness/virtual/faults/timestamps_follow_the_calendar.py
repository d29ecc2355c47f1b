"""Timestamps are written in the years of the phone's calendar; a wrong clock is corrected."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "context"


def arm(patch: Patch) -> None:
    patch(AndroidAnalytics, "stamp", stamp_by_calendar)
    patch(IosAnalytics, "stamp", stamp_by_calendar)


YEARS = {"buddhist": 543, "islamic-umalqura": -579}


def stamp_by_calendar(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    year = int(event["timestamp"][:4]) + YEARS.get(self._process.device.calendar, 0)
    event["timestamp"] = f"{year:04d}{event['timestamp'][4:]}"
