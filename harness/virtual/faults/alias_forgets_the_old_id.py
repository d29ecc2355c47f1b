"""alias names no previous id, to neither vendor."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_state import Identity as AndroidState
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "alias"


def arm(patch: Patch) -> None:
    patch(AndroidState, "previous_id", lambda original, self: "")
    patch(IosAnalytics, "alias", alias_from_nobody)


def alias_from_nobody(original: Any, self: Any, new_id: str, integrations: Any = None) -> None:
    """One who was nobody comes from somebody."""
    self._state.user_id = None if self._state.user_id else "somebody"
    original(self, new_id, integrations)
