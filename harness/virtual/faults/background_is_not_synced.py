"""What waits when the app is left stays on the phone: MoEngage's SDK sends nothing until the app is in front again."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android import MoEngage as AndroidMoEngage
from harness.virtual.sdk.moengage_engine import Engine
from harness.virtual.sdk.moengage_ios import MoEngage as IosMoEngage

AREA = "delivery"


def arm(patch: Patch) -> None:
    for moengage in (AndroidMoEngage, IosMoEngage):
        patch(moengage, "entered_background", lambda original, self: leave(original, self, True))
        patch(moengage, "entered_foreground", lambda original, self: leave(original, self, False))
    patch(Engine, "sync", sync_in_front)


def leave(original: Any, self: Any, is_left: bool) -> None:
    self._core.is_left = is_left
    original(self)


def sync_in_front(original: Any, self: Any, trigger: str, then: Any = None) -> None:
    if not getattr(self, "is_left", False):
        original(self, trigger, then)
