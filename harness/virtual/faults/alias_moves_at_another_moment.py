"""The events that follow an alias are the new user's on Android, and the old one's on iOS."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_state import Identity as AndroidState
from harness.virtual.sdk.swift_state import State as IosState

AREA = "alias"


def arm(patch: Patch) -> None:
    patch(AndroidState, "become", become_at_once)
    patch(IosState, "become", become_later)


def become_at_once(original: Any, self: Any, new_id: str) -> None:
    original(self, new_id)
    self.remembered.user_id = new_id


def become_later(original: Any, self: Any, new_id: str) -> None:
    old_id = self.user_id
    original(self, new_id)
    self.user_id = old_id
