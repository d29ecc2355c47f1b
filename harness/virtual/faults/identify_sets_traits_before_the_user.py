"""The traits of a user are set while the one before is signed in."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(AndroidDestination, "pass_user", pass_traits_first)
    patch(IosDestination, "identify", identify_last)


def pass_traits_first(original: Any, self: Any, user_id: str, traits: Any) -> None:
    self.helper().track_user_attributes(self.attributes_of(traits), self._workspace_id)
    original(self, user_id, {})


def identify_last(original: Any, self: Any, event: Any) -> None:
    self.pass_anonymous_id()
    self.pass_traits(dict(event.get("traits") or {}))
    if event.get("userId"):
        self.pass_user(event["userId"])
