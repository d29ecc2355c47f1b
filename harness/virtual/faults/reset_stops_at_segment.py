"""The destination does not hand reset() on: MoEngage goes on with the last user."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "reset"


def arm(patch: Patch) -> None:
    for destination in (AndroidDestination, IosDestination):
        patch(destination, "reset", lambda original, self: None)
