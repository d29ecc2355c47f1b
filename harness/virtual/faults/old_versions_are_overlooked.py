"""A version that another SDK, or this one, left is not looked at: an update is an installation."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_lifecycle import LifecyclePlugin
from harness.virtual.sdk.swift_lifecycle import LifecycleEvents

AREA = "install"


def arm(patch: Patch) -> None:
    patch(LifecyclePlugin, "track_install_or_update", install_instead)
    patch(LifecycleEvents, "track_install_or_update", install_instead)


def install_instead(original: Any, self: Any) -> None:
    track, self._track = self._track, lambda *_: track("Application Installed", self._version())
    try:
        original(self)
    finally:
        self._track = track
