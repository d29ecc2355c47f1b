"""A list that holds a null or an object is no attribute to MoEngage's SDK."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core

AREA = "track"


def arm(patch: Patch) -> None:
    patch(Core, "track", track_without_mixed_lists)


def track_without_mixed_lists(original: Any, self: Any, point: Any) -> None:
    plain = {name: value for name, value in point.plain.items() if not is_mixed(value)}
    if plain or not point.plain:
        original(self, replace(point, plain=plain))


def is_mixed(value: Any) -> bool:
    return isinstance(value, list) and len({type(one) for one in value}) > 2
