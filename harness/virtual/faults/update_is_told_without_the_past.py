"""Application Updated does not say from which version and build."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_lifecycle import LifecyclePlugin as AndroidLifecycle
from harness.virtual.sdk.swift_lifecycle import LifecycleEvents as IosLifecycle

AREA = "install"


def arm(patch: Patch) -> None:
    for lifecycle in (AndroidLifecycle, IosLifecycle):
        patch(lifecycle, "track_install_or_update", update_without_past)


def update_without_past(original: Any, self: Any) -> None:
    track, self._track = self._track, lambda name, properties: track(name, self._version())
    original(self)
    self._track = track
