"""Absences add up: a session ends when all of them together were long enough."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_session import LEFT_AT, Session

AREA = "lifecycle"
AWAY = "fault.away"


def arm(patch: Patch) -> None:
    patch(Session, "has_ended", add_up)


def add_up(original: Any, self: Any, now: float) -> bool:
    left_at = self._values.get(LEFT_AT)
    if left_at is not None:
        self._values[AWAY] = self._values.get(AWAY, 0.0) + now - float(left_at)
    return bool(self._values.get(AWAY, 0.0) > self._config.session_inactivity_s)
