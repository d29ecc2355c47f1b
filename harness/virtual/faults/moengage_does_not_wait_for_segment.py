"""MoEngage's SDK begins when the app comes to the front, whether or not Segment's settings have said so."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android import MoEngage as AndroidMoEngage
from harness.virtual.sdk.moengage_ios import MoEngage as IosMoEngage

AREA = "settings"


def arm(patch: Patch) -> None:
    for moengage in (AndroidMoEngage, IosMoEngage):
        patch(moengage, "come_forward", come_enabled)


def come_enabled(original: Any, self: Any, at: float) -> None:
    self._core.is_enabled = True
    original(self, at)
