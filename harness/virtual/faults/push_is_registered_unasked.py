"""MoEngage's SDK asks for a push token by itself although the app opted out."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_engine import Engine

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Engine, "enable", enable_and_register)


def enable_and_register(original: Any, self: Any, integration: Any) -> bool:
    self.device.keep_push_id("unasked")
    return bool(original(self, integration))
