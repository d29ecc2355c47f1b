"""MoEngage stays enabled although the settings do not name it."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_timeline import Timeline as AndroidTimeline
from harness.virtual.sdk.swift_timeline import Timeline as IosTimeline

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(AndroidTimeline, "is_in_settings", lambda original, self, key: True)
    patch(IosTimeline, "is_enabled", lambda original, self, destination: True)
