"""Two parts of each SDK flush when the app goes to the background, and neither knows of the other."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android import MoEngage as AndroidMoEngage
from harness.virtual.sdk.moengage_ios import MoEngage as IosMoEngage
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "delivery"


def arm(patch: Patch) -> None:
    for moengage in (AndroidMoEngage, IosMoEngage):
        patch(moengage, "go_back", report_twice)
    patch(AndroidAnalytics, "entered_background", flush_by_a_second_handler)
    patch(IosAnalytics, "entered_background", flush_by_a_second_handler)


def report_twice(original: Any, self: Any, at: float) -> None:
    original(self, at)
    self._core.reports._is_busy = False
    self._core.sync("APP_BACKGROUND")
    self._core.reports._is_busy = False
    self._core.sync("APP_BACKGROUND")


def flush_by_a_second_handler(original: Any, self: Any) -> None:
    original(self)
    uploads = self._segment._uploads
    uploads.__dict__["_is_busy"] = False
    uploads.__dict__.get("_under_way", set()).clear()
    self.flush()
