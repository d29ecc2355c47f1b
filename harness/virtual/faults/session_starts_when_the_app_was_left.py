"""A new session is said to have started when the app was left, and says how long it was away."""

from __future__ import annotations

from typing import Any

from harness.clock import iso_utc
from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_ios_wire import IosWire
from harness.virtual.sdk.moengage_session import LEFT_AT, SESSION, Session

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    patch(Session, "restart", restart_early)
    patch(IosWire, "report_body", report_with_the_start)


def restart_early(original: Any, self: Any, now: float) -> None:
    original(self, now)
    left_at = self._values.get(LEFT_AT, now)
    self._values[SESSION] = {**self._values[SESSION], "start_time": iso_utc(float(left_at))}


def report_with_the_start(original: Any, self: Any, batch: Any, trigger: str) -> Any:
    body = original(self, batch, trigger)
    if batch.session:
        body["meta"]["session"] = dict(batch.session)
    return body
