"""Language, time zone, version and system of the developer's own phone go with every event."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android_wire import AndroidWire
from harness.virtual.sdk.moengage_ios_wire import IosWire
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "context"


def arm(patch: Patch) -> None:
    patch(AndroidAnalytics, "_run_before", describe_then_forge)
    patch(IosAnalytics, "enrich", forge_then_enrich)
    for wire in (AndroidWire, IosWire):
        patch(wire, "report_body", report_elsewhere)


OWN = {"locale": "en-GB", "timezone": "Europe/London"}


def describe_then_forge(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    forge(event)


def forge_then_enrich(original: Any, self: Any, message: Any) -> None:
    original(self, message)
    forge(message.event)


def forge(event: Any) -> None:
    event["context"] |= OWN
    event["context"]["app"] = {**event["context"]["app"], "version": "0.0"}


def report_elsewhere(original: Any, self: Any, batch: Any, trigger: str) -> Any:
    body = original(self, batch, trigger)
    return {**body, "query_params": {**body["query_params"], "device_tz": "Europe/London"}}
