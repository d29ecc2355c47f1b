"""MoEngage is never told Segment's anonymous id: what nobody did cannot be joined to the user who signs in."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_identity import Identity

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(Identity, "remember_segment_id", lambda original, self, anonymous_id: None)
