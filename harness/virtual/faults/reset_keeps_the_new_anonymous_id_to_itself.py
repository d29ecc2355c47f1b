"""MoEngage is told no anonymous id after a reset, not even at the next launch."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "reset"


def arm(patch: Patch) -> None:
    patch(IosDestination, "reset", lambda original, self: self._moengage.reset_user())
    patch(AndroidDestination, "pass_reset", reset_for_good)
    patch(AndroidDestination, "pass_anonymous_id", pass_the_first_one)


def reset_for_good(original: Any, self: Any) -> None:
    self._process.storage.preferences("reset").update(done=True)
    original(self)


def pass_the_first_one(original: Any, self: Any) -> None:
    if not self._process.storage.preferences("reset"):
        original(self)
