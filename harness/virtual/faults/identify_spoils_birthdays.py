"""A birthday arrives a day late, as text or as a date."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core
from harness.virtual.sdk.moengage_keys import BIRTHDAY

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(Core, "set_attribute", set_a_day_late)


def set_a_day_late(original: Any, self: Any, name: str, value: Any, form: Any, at: float) -> None:
    late = value + 86_400_000 if isinstance(value, int) else f"{value} "
    original(self, name, late if name == BIRTHDAY else value, form, at)
