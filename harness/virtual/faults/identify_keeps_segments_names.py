"""Standard traits go to MoEngage under Segment's names instead of its own."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(AndroidDestination, "attributes_of", lambda original, self, traits: dict(traits))
    patch(IosDestination, "pass_standard", lambda original, self, name, value: False)
