"""MoEngage's SDK drops attributes that are objects or lists, as it did up to 13.02."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(Core, "set_attribute", set_unless_nested)


def set_unless_nested(original: Any, self: Any, name: str, value: Any, *more: Any) -> None:
    if not isinstance(value, dict | list):
        original(self, name, value, *more)
