"""Once MoEngage has a push token it keeps that one for good."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_device import DeviceRegistration

AREA = "push"


def arm(patch: Patch) -> None:
    patch(DeviceRegistration, "keep_push_id", keep_the_first)


def keep_the_first(original: Any, self: Any, token: str) -> None:
    original(self, self.push_id() or token)
