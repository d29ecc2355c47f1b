"""A push that is swiped away is told as opened."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_push import Push

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Push, "clear", lambda original, self, payload, at: self.click(payload, at))
