"""Application Foregrounded is told whenever the app becomes active, at its launch and after interruptions too."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_lifecycle import LifecyclePlugin, ProcessObserver
from harness.virtual.sdk.swift_lifecycle import LifecycleEvents

AREA = "lifecycle"
NAME = "Application Foregrounded"


def arm(patch: Patch) -> None:
    patch(LifecyclePlugin, "activity_resumed", resume_loudly)
    patch(ProcessObserver, "resumed", lambda original, self: self._plugin._track(NAME, None))
    patch(LifecycleEvents, "became_active", activate_loudly)


def resume_loudly(original: Any, self: Any) -> None:
    original(self)
    if self._tracks_lifecycle:
        self._track(NAME, None)


def activate_loudly(original: Any, self: Any) -> None:
    was_told = self._was_in_background
    original(self)
    if self._is_on and not was_told:
        self._track(NAME, None)
