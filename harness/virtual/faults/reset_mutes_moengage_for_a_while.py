"""MoEngage's SDK loses what is tracked within a second of a logout."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core

AREA = "reset"


def arm(patch: Patch) -> None:
    patch(Core, "log_out", log_out_and_remember)
    patch(Core, "track", track_unless_just_reset)


def log_out_and_remember(original: Any, self: Any, at: float, is_forced: bool = False) -> None:
    original(self, at, is_forced)
    self.logged_out_at = at


def track_unless_just_reset(original: Any, self: Any, point: Any) -> None:
    if point.at - getattr(self, "logged_out_at", point.at - 2) >= 1:
        original(self, point)
