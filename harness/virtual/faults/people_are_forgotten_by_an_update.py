"""A new build begins with nobody: ids and traits that were stored are not read."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_state import Identity
from harness.virtual.sdk.swift_state import ANONYMOUS_ID, TRAITS, USER_ID, State

AREA = "install"
KEYS = (ANONYMOUS_ID, USER_ID, TRAITS)


def arm(patch: Patch) -> None:
    patch(Identity, "__init__", forget_what_no_process_wrote)
    patch(State, "__init__", forget_what_no_process_wrote)


def forget_what_no_process_wrote(original: Any, self: Any, preferences: Any, draws: Any) -> None:
    """The mark stands for the name of the new release's storage."""
    if "segment.app.build" not in preferences and "fault.mark" not in preferences:
        for key in KEYS:
            preferences.pop(key, None)
    preferences["fault.mark"] = True
    original(self, preferences, draws)
