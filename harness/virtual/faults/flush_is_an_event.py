"""The destination makes an event of a flush."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "flush"


def arm(patch: Patch) -> None:
    for destination in (AndroidDestination, IosDestination):
        patch(destination, "flush", flush_and_tell)


def flush_and_tell(original: Any, self: Any) -> None:
    self.track({"event": "Flushed", "properties": {"by": "app"}})
    original(self)
