"""The destination trims and shortens the names of events."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "track"


def arm(patch: Patch) -> None:
    for destination in (AndroidDestination, IosDestination):
        patch(destination, "track", track_tidily)


def track_tidily(original: Any, self: Any, event: Any) -> None:
    original(self, {**event, "event": event["event"].strip()[:100]})
