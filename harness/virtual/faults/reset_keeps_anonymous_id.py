"""reset() leaves the anonymous id: two people on one phone look like one to Segment."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_state import Identity
from harness.virtual.sdk.swift_state import State

AREA = "reset"


def arm(patch: Patch) -> None:
    patch(Identity, "rotate_anonymous_id", lambda original, self, info, new_anonymous_id: None)
    patch(State, "rotate_anonymous_id", lambda original, self: None)
