"""Timestamps are written in the digits of the phone's language."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "context"


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "stamp", stamp_in_own_digits)


ZEROS = {"ar": 0x660, "fa": 0x6F0, "th": 0xE50}


def stamp_in_own_digits(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    zero = ZEROS.get(self._process.device.locale[:2], ord("0"))
    event["timestamp"] = "".join(chr(zero + int(one)) if one.isdigit() else one for one in event["timestamp"])
