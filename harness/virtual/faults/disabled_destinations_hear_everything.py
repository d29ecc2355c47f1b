"""Destinations that the settings do not name, or that an event is kept from, get it all the same."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.own_plugins import OTHER
from harness.virtual.sdk.kotlin_timeline import Timeline as KotlinTimeline
from harness.virtual.sdk.swift_timeline import Timeline as SwiftTimeline

AREA = "settings"


def arm(patch: Patch) -> None:
    for timeline in (KotlinTimeline, SwiftTimeline):
        patch(timeline, "is_wanted", want_everything)


def want_everything(original: Any, self: Any, event: Any, where: Any) -> bool:
    return where.key == OTHER or bool(original(self, event, where))
