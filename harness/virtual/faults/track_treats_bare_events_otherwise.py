"""A track without properties is dropped where it should pass, and passes where it should be dropped."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "track"


def arm(patch: Patch) -> None:
    patch(AndroidDestination, "track", track_unless_bare)
    patch(IosDestination, "track", track_even_if_bare)


def track_unless_bare(original: Any, self: Any, event: Any) -> None:
    if event.get("properties"):
        original(self, event)


def track_even_if_bare(original: Any, self: Any, event: Any) -> None:
    original(self, {**event, "properties": event.get("properties") or {}})
