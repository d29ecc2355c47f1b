"""MoEngage is never told Segment's anonymous id."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(Core, "remember_segment_id", lambda original, self, anonymous_id: None)
