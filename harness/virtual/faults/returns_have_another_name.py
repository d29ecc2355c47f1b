"""A return from the background is called Application Foregrounded instead of Application Opened."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_lifecycle import LifecyclePlugin
from harness.virtual.sdk.swift_lifecycle import LifecycleEvents

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    patch(LifecyclePlugin, "track_opened", rename)
    patch(LifecycleEvents, "will_enter_foreground", rename)


def rename(original: Any, self: Any) -> None:
    def track_renamed(name: str, properties: Any) -> None:
        is_return = name == "Application Opened" and properties["from_background"]
        track("Application Foregrounded" if is_return else name, properties)

    track, self._track = self._track, track_renamed
    try:
        original(self)
    finally:
        self._track = track
