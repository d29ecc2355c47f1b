"""Nobody learns that a push was opened or swiped away."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_push import Push

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Push, "click", lambda original, self, payload, at: None)
    patch(Push, "clear", lambda original, self, payload, at: None)
