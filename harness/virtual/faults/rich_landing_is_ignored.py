"""A push that leads to a page brings the app to the front and opens none."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_push import Push

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Push, "land", lambda original, self, payload: None)
