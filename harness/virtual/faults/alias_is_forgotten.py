"""alias changes nobody: after the next start, and on iOS at once, events are the old user's."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_state import Identity as AndroidState
from harness.virtual.sdk.swift_state import State as IosState

AREA = "alias"


def arm(patch: Patch) -> None:
    for state in (AndroidState, IosState):
        patch(state, "become", lambda original, self, new_id: None)
