"""Each trait comes to MoEngage as an event of its name, and not as an attribute."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core
from harness.virtual.sdk.moengage_points import Point

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(Core, "set_attribute", track_instead)


def track_instead(original: Any, self: Any, name: str, value: Any, form: str, at: float) -> None:
    if name.startswith("USER_ATTRIBUTE"):
        original(self, name, value, form, at)
    else:
        self.track(Point(name, at, {"value": value}))
