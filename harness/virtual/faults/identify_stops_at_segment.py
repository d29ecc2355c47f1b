"""The destination does not hand identify() on: nobody is ever signed in at MoEngage."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "identify"


def arm(patch: Patch) -> None:
    for destination in (AndroidDestination, IosDestination):
        patch(destination, "identify", lambda original, self, event: None)
