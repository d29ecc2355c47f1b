"""A destination that is added when the settings are there already is not told them, and gets no events."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_timeline import Timeline as KotlinTimeline
from harness.virtual.sdk.swift_timeline import Timeline as SwiftTimeline

AREA = "settings"
FORGIVEN = ("Segment.io", "Sample Settings Watch")


def arm(patch: Patch) -> None:
    patch(KotlinTimeline, "add", add_in_time_on_android)
    patch(SwiftTimeline, "add", add_in_time_on_ios)


def add_in_time_on_android(original: Any, self: Any, destination: Any) -> None:
    if destination.key in FORGIVEN or not any(one.is_initialized for one in self._slots):
        original(self, destination)


def add_in_time_on_ios(original: Any, self: Any, destination: Any, is_running: bool) -> None:
    if destination.key in FORGIVEN or not is_running:
        original(self, destination, is_running)
