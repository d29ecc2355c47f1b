"""The destination knows products by another key than Segment's."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "track"


def arm(patch: Patch) -> None:
    for destination in (AndroidDestination, IosDestination):
        patch(destination, "track", track_without_product_id)


def track_without_product_id(original: Any, self: Any, event: Any) -> None:
    given = event.get("properties")
    kept = given and {name: without_product_id(value) for name, value in given.items() if name != "product_id"}
    original(self, event if given is None else {**event, "properties": kept})


def without_product_id(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: one for name, one in value.items() if name != "product_id"}
    return [without_product_id(one) for one in value] if isinstance(value, list) else value
