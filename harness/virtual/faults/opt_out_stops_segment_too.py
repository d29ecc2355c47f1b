"""Whoever opts out of MoEngage's tracking is not told to Segment either."""

from __future__ import annotations

from typing import Any

from harness.virtual.app import HostApp
from harness.virtual.faults import Patch

AREA = "privacy"


def arm(patch: Patch) -> None:
    patch(HostApp, "_perform", perform_and_disable)


def perform_and_disable(original: Any, self: Any, commands: Any) -> None:
    given = list(commands())
    original(self, lambda: given)
    for one in given:
        if one.verb in ("data_tracking", "moengage_sdk"):
            self.analytics.is_enabled = one.arguments["state"] == "on"
