"""Each start of the process makes another anonymous id."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_state import Identity
from harness.virtual.sdk.swift_state import State

AREA = "identity"


def arm(patch: Patch) -> None:
    patch(Identity, "load", load_anew)
    patch(State, "load_traits", make_anew)


def load_anew(original: Any, self: Any) -> Any:
    info = original(self)
    info.anonymous_id = self.new_anonymous_id()
    return info


def make_anew(original: Any, self: Any) -> Any:
    self.anonymous_id = self.new_anonymous_id()
    return original(self)
