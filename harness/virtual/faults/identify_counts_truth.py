"""The destination hands the truth values of traits on as numbers: true becomes 1."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(AndroidDestination, "attribute_of", lambda original, self, value: counted(original(self, value)))
    patch(IosDestination, "pass_custom", lambda original, self, name, value: original(self, name, counted(value)))


def counted(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value
