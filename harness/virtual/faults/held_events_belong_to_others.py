"""A held event keeps nobody where it should be the user's by then, and takes the user where it should not."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_state import Identity
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(Identity, "attach_stored", note_nobody)
    patch(Identity, "attach_remembered", keep_nobody)
    patch(IosAnalytics, "run_plugins", take_the_user)


def note_nobody(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    event.setdefault("was_of", event["userId"])


def keep_nobody(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    was_of = event.pop("was_of", event["userId"])
    if event["type"] == "track":
        event["userId"] = was_of


def take_the_user(original: Any, self: Any, message: Any) -> None:
    if self.user_id() and "userId" not in message.event:
        message.event["userId"] = self.user_id()
    original(self, message)
