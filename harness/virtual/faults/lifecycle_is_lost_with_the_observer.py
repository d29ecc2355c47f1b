"""Nothing of the app's life is told where the process is looked at; on iOS where the app has no such choice to make."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_lifecycle import LifecyclePlugin, ProcessObserver
from harness.virtual.sdk.swift_lifecycle import LifecycleEvents

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    patch(ProcessObserver, "__init__", switch_off)
    patch(LifecycleEvents, "will_enter_foreground", lambda original, self: None)


def switch_off(original: Any, self: Any, process: Any, plugin: LifecyclePlugin) -> None:
    plugin._tracks_lifecycle = False
    original(self, process, plugin)
