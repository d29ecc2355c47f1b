"""Segment receives users and groups without their traits."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "identify"


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "group", group_bare)
        patch(analytics, "process", process_bare)


def group_bare(original: Any, self: Any, group_id: str, traits: Any = None, **more: Any) -> None:
    original(self, group_id, {} if traits else traits, **more)


def process_bare(original: Any, self: Any, message: Any) -> None:
    if message.event["type"] == "identify" and message.event.get("traits"):
        message.event["traits"] = {name: {} for name in message.event["traits"]}
    original(self, message)
