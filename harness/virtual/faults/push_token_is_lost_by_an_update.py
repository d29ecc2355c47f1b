"""A new build does not know the push token that the one before had given to MoEngage, and takes none by itself."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_device import PUSH_ID, DeviceRegistration
from harness.virtual.sdk.moengage_push import Push

AREA = "push"
MARK = "fault.push_build"


def arm(patch: Patch) -> None:
    patch(DeviceRegistration, "__init__", forget_the_token)
    patch(Push, "take_token", take_none_after_an_update)


def forget_the_token(original: Any, self: Any, values: Any, wire: Any, endpoints: Any) -> None:
    build = wire.sender.process.app.build
    self.is_updated = values.get(MARK, build) != build
    if self.is_updated:
        values.pop(PUSH_ID, None)
    else:
        values[MARK] = build
    original(self, values, wire, endpoints)


def take_none_after_an_update(original: Any, self: Any, *told: Any) -> None:
    if not self._core.device.is_updated:
        original(self, *told)
