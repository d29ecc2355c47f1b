"""Another screen, or a rotation, is told as if the app had been left and had come back."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_lifecycle import ActivityCallbacks, ProcessObserver
from harness.virtual.sdk.segment_swift import Analytics

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    for way in (ActivityCallbacks, ProcessObserver):
        for what in ("screen_changed", "rotated"):
            patch(way, what, stop_and_resume)
    for what in ("screen_opened", "rotated"):
        patch(Analytics, what, leave_and_return)


def stop_and_resume(original: Any, self: Any) -> None:
    original(self)
    self._plugin.activity_stopped()
    self._plugin.activity_resumed()


def leave_and_return(original: Any, self: Any, *told: Any) -> None:
    original(self, *told)
    self._lifecycle.entered_background()
    self._lifecycle.will_enter_foreground()
    self._lifecycle.became_active()
