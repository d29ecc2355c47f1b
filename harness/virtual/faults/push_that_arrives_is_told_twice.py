"""A push that arrives is told twice, and on iOS also when the app was not in front."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_push import Push

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Push, "receive", receive_twice)
    patch(Push, "click", click_and_receive)


def receive_twice(original: Any, self: Any, payload: Any, is_shown_by_sdk: bool, at: float) -> None:
    original(self, payload, is_shown_by_sdk, at)
    original(self, payload, False, at)


def click_and_receive(original: Any, self: Any, payload: Any, at: float) -> None:
    original(self, payload, at)
    self.receive(payload, False, at)
