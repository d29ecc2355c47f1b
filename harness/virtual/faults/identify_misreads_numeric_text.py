"""The platforms' rules for text that looks like a number are swapped: one's text is the other's number."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.coercion import Coercion
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(Coercion, "value_of", lambda original, self, value: value)
    patch(Coercion, "json_object", lambda original, self, value: dict(value))
    patch(IosDestination, "pass_custom", pass_as_number)
    patch(IosDestination, "pass_event", pass_event_as_numbers)


def pass_as_number(original: Any, self: Any, name: str, value: Any) -> None:
    original(self, name, number_of(value))


def pass_event_as_numbers(original: Any, self: Any, name: str, properties: Any) -> None:
    original(self, name, {key: number_of(value) for key, value in properties.items()})


def number_of(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isdigit() else value
