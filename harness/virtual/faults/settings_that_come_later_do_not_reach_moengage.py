"""MoEngage's destination looks at the first settings of a process alone."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "settings"


def arm(patch: Patch) -> None:
    for destination in (AndroidDestination, IosDestination):
        patch(destination, "update", look_once)


def look_once(original: Any, self: Any, settings: Any, is_initial: bool) -> None:
    if is_initial:
        original(self, settings, is_initial)
