"""A push that arrives is shown, and told to nobody."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_push import Push

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Push, "receive", show_only)


def show_only(original: Any, self: Any, payload: Any, is_shown_by_sdk: bool, at: float) -> None:
    if is_shown_by_sdk:
        self._core.process.push.show(payload)
