"""The destination signs the user in but passes no trait on."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "identify"


def arm(patch: Patch) -> None:
    for destination in (AndroidDestination, IosDestination):
        patch(destination, "identify", identify_without_traits)


def identify_without_traits(original: Any, self: Any, event: Any) -> None:
    original(self, {**event, "traits": {}})
