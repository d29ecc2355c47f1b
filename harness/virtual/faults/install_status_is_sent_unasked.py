"""MoEngage's SDK counts an installation by itself."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_engine import Engine
from harness.virtual.sdk.moengage_points import Point

AREA = "install"


def arm(patch: Patch) -> None:
    patch(Engine, "enable", enable_and_install)


def enable_and_install(original: Any, self: Any, integration: Any) -> bool:
    is_first = bool(original(self, integration))
    if is_first:
        self.track(Point("INSTALL", self.process.clock.wall()))
    return is_first
