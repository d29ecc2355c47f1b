"""Which names and values MoEngage's iOS SDK accepts; what it refuses is left out (moengage.md 2.4)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from harness.virtual.facts import rests_on


def accepted(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """An event keeps the attributes that are good; a bad one takes only itself away."""
    return {name: good_parts(value) for name, value in attributes.items() if is_name(name) and is_value(value)}


@rests_on("moengage.md 2.4", "guess")
def good_parts(value: Any) -> Any:
    """Inside a collection too what is bad takes only itself away: known of elements of an array since 9.14."""
    if isinstance(value, Mapping):
        return {name: good_parts(one) for name, one in value.items() if is_value(one)}
    return [good_parts(one) for one in value if is_value(one)] if isinstance(value, list | tuple) else value


@rests_on("moengage.md 2.4", "likely")
def is_name(name: str) -> bool:
    """Not empty, no dot in it, no dollar in front."""
    return bool(name.strip()) and "." not in name and not name.startswith("$")


@rests_on("moengage.md 2.4")
def is_value(value: Any) -> bool:
    """No null, no number that is not finite, no empty array or dictionary."""
    if value is None:
        return False
    if isinstance(value, float):
        return math.isfinite(value)
    return bool(value) if isinstance(value, list | tuple | Mapping) else True
