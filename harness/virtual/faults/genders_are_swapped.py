"""Genders are made MoEngage's on the platform that passes them, and passed on the one that makes them."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(AndroidDestination, "attributes_of", attributes_with_a_gender)
    patch(IosDestination, "pass_gender", lambda original, self, value: False)


def attributes_with_a_gender(original: Any, self: Any, traits: Any) -> Any:
    known = {"F": "female", "M": "male"}
    return original(
        self, {name: known.get(value, value) if name == "gender" else value for name, value in traits.items()}
    )
