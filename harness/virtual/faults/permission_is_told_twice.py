"""Each change of the notification permission is told twice."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_keys import PUSH_OPTED
from harness.virtual.sdk.moengage_push import Push

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Push, "note_permission", note_twice)


def note_twice(original: Any, self: Any, is_granted: bool, source: str, at: float) -> None:
    known = self._values.get(PUSH_OPTED)
    original(self, is_granted, source, at)
    if self._values.get(PUSH_OPTED) != known:
        self._core.set_device_attribute(PUSH_OPTED, is_granted, at)
