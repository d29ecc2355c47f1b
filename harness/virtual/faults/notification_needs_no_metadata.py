"""A push is shown by an app that never said with which icons."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_push import Push

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Push, "may_show", lambda original, self, payload: True)
