"""What happens while MoEngage's SDK is off is written down, and told when it is on again."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core

AREA = "privacy"


def arm(patch: Patch) -> None:
    patch(Core, "track", track_for_later)


def track_for_later(original: Any, self: Any, point: Any) -> None:
    if self.compliance.is_sdk_on:
        original(self, point)
    else:
        self.add(point)
