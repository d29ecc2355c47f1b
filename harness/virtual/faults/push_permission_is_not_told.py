"""MoEngage does not learn that pushes are allowed."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_push import Push

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Push, "note_permission", lambda original, self, is_granted, source, at: None)
