"""What a push does before the settings have switched MoEngage on is not told."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_push import Push

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Push, "track_notification", track_when_on)


def track_when_on(original: Any, self: Any, *told: Any, **more: Any) -> None:
    if self._core.is_enabled:
        original(self, *told, **more)
