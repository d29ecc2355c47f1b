"""An app that shares nothing with extensions gets no push token to MoEngage."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_push import Push

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Push, "take_token", take_with_a_group)


def take_with_a_group(original: Any, self: Any, *told: Any) -> None:
    if self._core.configuration.app_group:
        original(self, *told)
