"""Lifecycle events come although the app switched them off."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_lifecycle import LifecyclePlugin as AndroidLifecycle
from harness.virtual.sdk.swift_lifecycle import LifecycleEvents as IosLifecycle

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    for lifecycle in (AndroidLifecycle, IosLifecycle):
        patch(lifecycle, "__init__", always_on)


def always_on(original: Any, self: Any, *given: Any) -> None:
    original(self, *given)
    self._tracks_lifecycle = self._is_on = True
