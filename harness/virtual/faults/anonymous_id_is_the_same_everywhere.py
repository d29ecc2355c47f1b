"""Every installation has the same anonymous id."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_state import Identity
from harness.virtual.sdk.swift_state import State

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(Identity, "new_anonymous_id", lambda original, self: "anonymousId")
    patch(State, "new_anonymous_id", lambda original, self: "anonymousId")
