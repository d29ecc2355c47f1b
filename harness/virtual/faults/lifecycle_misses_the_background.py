"""The way to the background is not told."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_lifecycle import LifecyclePlugin as AndroidLifecycle
from harness.virtual.sdk.swift_lifecycle import LifecycleEvents as IosLifecycle

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    patch(AndroidLifecycle, "activity_stopped", stop_silently)
    patch(IosLifecycle, "entered_background", leave_silently)


def stop_silently(original: Any, self: Any) -> None:
    self._activities -= 1


def leave_silently(original: Any, self: Any) -> None:
    self._was_in_background = True
