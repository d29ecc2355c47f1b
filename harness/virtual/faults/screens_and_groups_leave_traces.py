"""The destination makes attributes of groups, and events of screens."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination

AREA = "group"


def arm(patch: Patch) -> None:
    patch(AndroidDestination, "group", group_as_attribute)
    patch(IosDestination, "group", group_as_an_attribute)
    for destination in (AndroidDestination, IosDestination):
        patch(destination, "screen", screen_as_event)


def group_as_attribute(original: Any, self: Any, event: Any) -> None:
    self._moengage.track_user_attribute("group", event["groupId"], self._workspace_id)


def group_as_an_attribute(original: Any, self: Any, event: Any) -> None:
    self._moengage.set_user_attribute("group", event["groupId"])


def screen_as_event(original: Any, self: Any, event: Any) -> None:
    self.track({**event, "event": "Viewed", "properties": {"screen": event["name"]}})
