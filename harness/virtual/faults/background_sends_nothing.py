"""Going to the background makes no SDK send: what is due there waits for the next timer."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android import MoEngage as AndroidMoEngage
from harness.virtual.sdk.moengage_ios import MoEngage as IosMoEngage
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(AndroidMoEngage, "go_back", go_back_silently)
    patch(IosMoEngage, "go_back", go_back_silently)
    patch(IosAnalytics, "entered_background", leave_silently)


def go_back_silently(original: Any, self: Any, at: float) -> None:
    sync, self._core.sync = self._core.sync, lambda *given: None
    original(self, at)
    self._core.executor.after(10.0, lambda: setattr(self._core, "sync", sync))


def leave_silently(original: Any, self: Any) -> None:
    self._refresh.entered_background()
    self._lifecycle.entered_background()
