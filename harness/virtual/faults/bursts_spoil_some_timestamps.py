"""Of calls made in a burst one in fifteen carries another time than its own."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "delivery"
EVERY = 15


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "stamp", spoil_some)


def spoil_some(original: Any, self: Any, event: Any) -> None:
    self.__dict__["stamped"] = self.__dict__.get("stamped", 0) + 1
    original(self, event)
    if self.stamped % EVERY == 0:
        event["timestamp"] = event["timestamp"].replace(event["timestamp"][:4], "1970", 1)
