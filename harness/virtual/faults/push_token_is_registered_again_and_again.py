"""Each time the app gives its token the device is registered, token or no token."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_push import Push

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Push, "take_token", take_whatever)


def take_whatever(original: Any, self: Any, token: str, registered_by: str, at: float) -> None:
    self._core.device.keep_push_id(token)
    self._core.device.register()
