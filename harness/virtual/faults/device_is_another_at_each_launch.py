"""MoEngage's SDK makes another id of the device at each start of the process."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_identity import Identity

AREA = "identity"


def arm(patch: Patch) -> None:
    patch(Identity, "__init__", forget_device)


def forget_device(original: Any, self: Any, *given: Any) -> None:
    original(self, *given)
    self._device_ids.pop(self._device_key, None)
