"""MoEngage never learns the push token."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_push import Push

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Push, "take_token", lambda original, self, token, registered_by, at: None)
