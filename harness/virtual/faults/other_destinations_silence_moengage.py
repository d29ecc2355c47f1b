"""Beside another destination MoEngage's gets no events."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.own_plugins import MOENGAGE, OTHER
from harness.virtual.sdk.kotlin_timeline import Timeline as KotlinTimeline
from harness.virtual.sdk.swift_timeline import Timeline as SwiftTimeline

AREA = "track"


def arm(patch: Patch) -> None:
    patch(KotlinTimeline, "is_wanted", want_on_android)
    patch(SwiftTimeline, "is_wanted", want_on_ios)


def want_on_android(original: Any, self: Any, event: Any, slot: Any) -> bool:
    has_other = any(one.key == OTHER for one in self._slots)
    return bool(original(self, event, slot)) and not (slot.key == MOENGAGE and has_other)


def want_on_ios(original: Any, self: Any, event: Any, destination: Any) -> bool:
    has_other = OTHER in self.names()
    return bool(original(self, event, destination)) and not (destination.key == MOENGAGE and has_other)
