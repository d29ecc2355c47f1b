"""Each push opens a page, before anybody has tapped it and whether or not it leads to one."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_push import Push

AREA = "push"


def arm(patch: Patch) -> None:
    patch(Push, "receive", receive_and_land)


def receive_and_land(original: Any, self: Any, payload: Any, is_shown_by_sdk: bool, at: float) -> None:
    self.open_page("https://www.example.com/unasked")
    original(self, payload, is_shown_by_sdk, at)
