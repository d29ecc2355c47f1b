"""The destination hands reset() on twice: MoEngage ends a session that has just begun."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "reset"


def arm(patch: Patch) -> None:
    for destination in (AndroidDestination, IosDestination):
        patch(destination, "reset", reset_twice)


def reset_twice(original: Any, self: Any) -> None:
    original(self)
    original(self)
