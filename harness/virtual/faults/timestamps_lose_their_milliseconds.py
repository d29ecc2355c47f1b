"""Moments are told in whole seconds, at both vendors."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "context"


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "stamp", stamp_seconds)
    patch(Core, "add", add_in_seconds)


def stamp_seconds(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    event["timestamp"] = event["timestamp"][:19] + "Z"


def add_in_seconds(original: Any, self: Any, point: Any) -> Any:
    return original(self, replace(point, at=float(int(point.at))))
