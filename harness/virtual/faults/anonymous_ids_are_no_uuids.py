"""Anonymous ids are a word with a number behind it."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_state import Identity
from harness.virtual.sdk.swift_state import State

AREA = "identify"


def arm(patch: Patch) -> None:
    for state in (Identity, State):
        patch(state, "new_anonymous_id", draw_a_number)


def draw_a_number(original: Any, self: Any) -> str:
    return f"anonymousId-{self._draws.random.getrandbits(64)}"
