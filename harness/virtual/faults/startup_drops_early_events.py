"""What the app tells before the settings arrive is dropped instead of held.

The SDKs' own lifecycle events are spared: whether they come before the settings is a race on a busy machine.
"""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_startup import StartupQueue as AndroidQueue
from harness.virtual.sdk.swift_startup import StartupQueue as IosQueue

AREA = "settings"


def arm(patch: Patch) -> None:
    for queue in (AndroidQueue, IosQueue):
        patch(queue, "hold", _hold)


def _hold(original: Any, self: Any, message: Any) -> None:
    if str(message.event.get("event", "")).startswith("Application "):
        original(self, message)
