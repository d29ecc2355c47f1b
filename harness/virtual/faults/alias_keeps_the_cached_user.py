"""An alias names the user of before as its own target."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_state import Identity
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "alias"


def arm(patch: Patch) -> None:
    patch(Identity, "attach_remembered", attach_cached)
    patch(IosAnalytics, "process", process_cached)


def attach_cached(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    if event["type"] == "alias" and self.remembered.user_id:
        event["userId"] = self.remembered.user_id


def process_cached(original: Any, self: Any, message: Any) -> None:
    if message.event["type"] == "alias" and message.event.get("previousId"):
        message.event["userId"] = message.event["previousId"]
    original(self, message)
