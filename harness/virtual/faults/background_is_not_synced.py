"""What waits when the app is left stays on the phone: MoEngage's SDK sends nothing while it is not in front."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_engine import Engine

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(Engine, "sync", sync_in_front)


def sync_in_front(original: Any, self: Any, trigger: str, then: Any = None) -> None:
    if self.sender.is_in_foreground:
        original(self, trigger, then)
