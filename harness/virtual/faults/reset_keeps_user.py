"""reset() leaves the user in Segment's memory and store: the next person's events carry the last one's id."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_state import Identity
from harness.virtual.sdk.swift_state import State

AREA = "reset"


def arm(patch: Patch) -> None:
    patch(Identity, "forget_user", lambda original, self, info: None)
    patch(State, "forget_user", lambda original, self: None)
