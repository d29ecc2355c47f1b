"""Empty texts, lists and objects, and nulls, become a dash."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "track"


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "process", process_changed)


def process_changed(original: Any, self: Any, message: Any) -> None:
    for key in ("properties", "traits"):
        if isinstance(message.event.get(key), dict):
            message.event[key] = {name: changed(value) for name, value in message.event[key].items()}
    original(self, message)


def changed(value: Any) -> Any:
    return "-" if value is None or value == "" or value == [] or value == {} else value
