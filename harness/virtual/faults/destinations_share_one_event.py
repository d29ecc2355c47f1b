"""Destinations are handed the same event: what one of them changes the others get."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_timeline import Timeline as KotlinTimeline
from harness.virtual.sdk.swift_timeline import Timeline as SwiftTimeline

AREA = "track"


def arm(patch: Patch) -> None:
    patch(KotlinTimeline, "hand_over", hand_over_on_android)
    patch(SwiftTimeline, "hand_over", hand_over_on_ios)


def hand_over_on_android(original: Any, self: Any, event: Any, slot: Any) -> None:
    own = self._subs.run(slot.key, event)
    if own is not None:
        event.update(own)
        self._guard(slot, lambda: getattr(slot.destination, event["type"])(event))


def hand_over_on_ios(original: Any, self: Any, event: Any, destination: Any) -> None:
    own = self._subs.run(destination.key, event)
    if own is not None:
        event.update(own)
        getattr(destination, event["type"])(event)
