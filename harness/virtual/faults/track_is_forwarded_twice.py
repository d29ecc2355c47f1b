"""The destination hands every event on twice, as when the plugin is added twice."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "track"


def arm(patch: Patch) -> None:
    for destination in (AndroidDestination, IosDestination):
        patch(destination, "track", track_twice)


def track_twice(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    original(self, event)
