"""Events that wait are dated by another moment than their platform takes for them."""

from __future__ import annotations

from typing import Any

from harness.clock import iso_utc
from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android_wire import AndroidWire
from harness.virtual.sdk.moengage_ios_wire import IosWire
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.swift_startup import StartupQueue as IosQueue

AREA = "context"


def arm(patch: Patch) -> None:
    patch(AndroidAnalytics, "stamp", stamp_once)
    patch(IosQueue, "open", open_and_date)
    for wire in (AndroidWire, IosWire):
        patch(wire, "report_body", report_as_of_now)


def stamp_once(original: Any, self: Any, event: Any) -> None:
    before = event.get("timestamp")
    original(self, event)
    event["timestamp"] = before or event["timestamp"]


def open_and_date(original: Any, self: Any) -> None:
    for message in self._held:
        message.event["timestamp"] = iso_utc(self._clock.wall())
    original(self)


def report_as_of_now(original: Any, self: Any, batch: Any, trigger: str) -> Any:
    now = str(round(self.sender.process.clock.wall() * 1000))
    body = original(self, batch, trigger)
    return {**body, "viewsInfo": [{**point, "EVENT_G_TIME": now} for point in body["viewsInfo"]]}
