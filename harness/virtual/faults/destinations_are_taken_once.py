"""A second destination of the same key is not added."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_timeline import Timeline as KotlinTimeline
from harness.virtual.sdk.swift_timeline import Timeline as SwiftTimeline

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(KotlinTimeline, "add", add_once_on_android)
    patch(SwiftTimeline, "add", add_once_on_ios)


def add_once_on_android(original: Any, self: Any, destination: Any) -> None:
    if destination.key not in [one.key for one in self._slots]:
        original(self, destination)


def add_once_on_ios(original: Any, self: Any, destination: Any, is_running: bool) -> None:
    if destination.key not in self.names():
        original(self, destination, is_running)
