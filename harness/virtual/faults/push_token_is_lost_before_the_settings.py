"""A push token that comes before MoEngage is enabled is forgotten."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_push import Push

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Push, "take_token", take_when_enabled)


def take_when_enabled(original: Any, self: Any, token: str, registered_by: str, at: float) -> None:
    if self._core.is_enabled:
        original(self, token, registered_by, at)
