"""A logout takes the device's push token along: the next user cannot be reached."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_device import PUSH_ID, DeviceRegistration

AREA = "push"


def arm(patch: Patch) -> None:
    patch(DeviceRegistration, "forget", forget_token_too)


def forget_token_too(original: Any, self: Any) -> None:
    self._values.pop(PUSH_ID, None)
    original(self)
