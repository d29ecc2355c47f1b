"""A session ends while somebody looks at the app, when nothing was tracked for long enough."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    patch(Core, "track", track_and_look_back)


def track_and_look_back(original: Any, self: Any, point: Any) -> None:
    last = getattr(self, "fault_last", point.at)
    self.fault_last = point.at
    if point.at - last > self.config.session_inactivity_s:
        self.queue.cut()
        self.session.restart(point.at)
    original(self, point)
