"""Each event that comes with a new session begins one of its own, and iOS tells each."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core
from harness.virtual.sdk.moengage_keys import SESSION_END, SESSION_START
from harness.virtual.sdk.moengage_points import Point
from harness.virtual.sdk.moengage_session import Session

AREA = "lifecycle"
OWN = (SESSION_START, SESSION_END)


def arm(patch: Patch) -> None:
    patch(Session, "has_ended", note_the_end)
    patch(Core, "track", track_in_a_new_session)


def note_the_end(original: Any, self: Any, now: float) -> bool:
    self.fault_ended = bool(original(self, now))
    return bool(self.fault_ended)


def track_in_a_new_session(original: Any, self: Any, point: Any) -> None:
    if getattr(self.session, "fault_ended", False) and not point.action.startswith(("EVENT_", "MOE_", "Application")):
        self.queue.cut()
        self.session.restart(point.at)
        if self.wire.platform != "android":
            for name in OWN:
                original(self, Point(name, point.at))
    original(self, point)
