"""MoEngage's SDK listens to the app's life, and sends, before any settings have switched it on."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android import MoEngage as Android
from harness.virtual.sdk.moengage_ios import MoEngage as Ios

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    for sdk in (Android, Ios):
        patch(sdk, "come_forward", come_forward_at_once)


def come_forward_at_once(original: Any, self: Any, at: float) -> None:
    self._core.is_enabled = True
    original(self, at)
