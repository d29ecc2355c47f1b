"""A location is kept as an object, and never becomes MoEngage's place."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(AndroidDestination, "pass_location", lambda original, self, traits: None)
    patch(IosDestination, "pass_location", lambda original, self, value: False)
