"""MoEngage's id of the device changes with every logout."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core

AREA = "context"


def arm(patch: Patch) -> None:
    patch(Core, "forget_user", forget_device_too)


def forget_device_too(original: Any, self: Any, at: float) -> None:
    original(self, at)
    self.identity._device_ids.pop(self.identity._device_key, None)
