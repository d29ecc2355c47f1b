"""MoEngage's session never ends by absence."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_session import Session

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    patch(Session, "has_ended", lambda original, self, now: False)
