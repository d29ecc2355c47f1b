"""The destination hands screen and group on as events."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "screen"


def arm(patch: Patch) -> None:
    for destination in (AndroidDestination, IosDestination):
        patch(destination, "screen", forward_screen)
        patch(destination, "group", forward_group)


def forward_screen(original: Any, self: Any, event: Any) -> None:
    self.pass_event(event["name"], event.get("properties") or {"screen": 1})


def forward_group(original: Any, self: Any, event: Any) -> None:
    self.pass_event(event["groupId"], event.get("traits") or {"group": 1})
