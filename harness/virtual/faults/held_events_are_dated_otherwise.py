"""A held event is dated when it is let go where it should keep its date, and keeps it where it should not."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(AndroidAnalytics, "stamp", keep_date)
    patch(IosAnalytics, "run_plugins", date_anew)


def keep_date(original: Any, self: Any, event: Any) -> None:
    date = event.get("timestamp")
    original(self, event)
    event["timestamp"] = date or event["timestamp"]


def date_anew(original: Any, self: Any, message: Any) -> None:
    fresh = dict(message.event)
    self.stamp(fresh)
    message.event["timestamp"] = fresh["timestamp"]
    original(self, message)
