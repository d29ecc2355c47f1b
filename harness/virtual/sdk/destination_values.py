"""What MoEngage's destination for analytics-kotlin reads out of settings and traits by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.coercion import literal_text, parse_double


class NotAnObjectError(ValueError):
    """kotlinx-serialization's complaint about a JSON value that should have been an object."""


@rests_on("moedest.md 2.1")
def read_api_key(entry: Mapping[str, Any]) -> str:
    """Any literal will do, as it is: blank, empty, a number, a truth value."""
    api_key = entry.get("apiKey")
    if api_key is None or isinstance(api_key, Mapping | list):
        raise NotAnObjectError("the MoEngage entry has no usable apiKey")
    return literal_text(api_key)


@rests_on("moedest.md 3")
def needed_object(traits: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """An absent trait is an empty object; text, a list or null is an exception."""
    value = traits.get(name, {})
    if not isinstance(value, Mapping):
        raise NotAnObjectError(f"{name} is not a JsonObject")
    return value


def text_of(value: Any) -> str:
    """The uncut text of a literal; "" for everything else."""
    return "" if value is None or isinstance(value, Mapping | list) else literal_text(value)


def number_of(value: Any) -> float:
    return parse_double(text_of(value)) or 0.0
