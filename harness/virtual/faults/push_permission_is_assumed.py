"""MoEngage is told that pushes are allowed, whatever the person said."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_push import Push

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Push, "note_permission", lambda original, self, is_granted, source, at: original(self, True, source, at))
