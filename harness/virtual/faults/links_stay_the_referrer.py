"""A link is the referrer of everything after it, for the next user too; on Android as well, where none ever is."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_context import Context
from harness.virtual.sdk.swift_state import State

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    patch(Context, "describe", describe_with_referrer)
    patch(State, "reset", reset_but_for_the_referrer)


def describe_with_referrer(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    if event.get("event") == "Deep Link Opened":
        self.fault_referrer = event["properties"]["url"]
    if hasattr(self, "fault_referrer"):
        event["context"]["referrer"] = {"url": self.fault_referrer}


def reset_but_for_the_referrer(original: Any, self: Any) -> None:
    referrer = self.referrer
    original(self)
    self.referrer = referrer
