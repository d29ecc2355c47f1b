"""An event with products or a revenue is a purchase to the destination, beside the event."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "track"


def arm(patch: Patch) -> None:
    for destination in (AndroidDestination, IosDestination):
        patch(destination, "track", track_and_buy)


def track_and_buy(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    if {"products", "revenue"} & set(event.get("properties") or {}):
        original(self, {**event, "event": "Purchase"})
