"""Going to the background makes no SDK send: what is due there waits for the next timer."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_engine import Engine
from harness.virtual.sdk.moengage_triggers import APP_BACKGROUND
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(Engine, "sync", sync_in_front)
    patch(IosAnalytics, "entered_background", leave_silently)


def sync_in_front(original: Any, self: Any, trigger: str, *rest: Any) -> None:
    if trigger != APP_BACKGROUND:
        original(self, trigger, *rest)


def leave_silently(original: Any, self: Any) -> None:
    self._refresh.entered_background()
    self._lifecycle.entered_background()
