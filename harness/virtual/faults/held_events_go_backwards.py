"""Events that waited for the settings are let go newest first."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.swift_startup import StartupQueue

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(StartupQueue, "open", open_backwards)


def open_backwards(original: Any, self: Any) -> None:
    self._held.reverse()
    original(self)
