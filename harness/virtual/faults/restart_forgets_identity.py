"""Who the user is lives in memory only: a new process of the app, also after an update, is somebody else."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_state import Identity
from harness.virtual.sdk.swift_state import State

AREA = "identity"


def arm(patch: Patch) -> None:
    for state in (Identity, State):
        patch(state, "persist", lambda original, self: None)
