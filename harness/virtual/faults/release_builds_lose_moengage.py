"""In a build that is not to be debugged MoEngage's SDK does not find the destination, and stays off."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as KotlinDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as SwiftDestination

AREA = "settings"


def arm(patch: Patch) -> None:
    for destination in (KotlinDestination, SwiftDestination):
        patch(destination, "update", update_where_found)


def update_where_found(original: Any, self: Any, settings: Any, is_initial: bool) -> None:
    if self._process.is_debuggable:
        original(self, settings, is_initial)
