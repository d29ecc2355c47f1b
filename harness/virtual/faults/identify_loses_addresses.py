"""An address is passed on in one piece only on Android, and not at all on iOS."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(AndroidDestination, "pass_address", lambda original, self, traits: None)
    patch(IosDestination, "pass_custom", pass_but_addresses)


def pass_but_addresses(original: Any, self: Any, name: str, value: Any) -> None:
    if name != "address":
        original(self, name, value)
