"""The destination passes events on without those properties that are objects or lists."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "track"


def arm(patch: Patch) -> None:
    for destination in (AndroidDestination, IosDestination):
        patch(destination, "track", track_without_nested)


def track_without_nested(original: Any, self: Any, event: Any) -> None:
    given = event.get("properties")
    flat = given and {name: value for name, value in given.items() if not isinstance(value, dict | list)}
    original(self, event if given is None else {**event, "properties": flat})
