"""What is tracked before the settings arrive is dropped instead of held."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_startup import StartupQueue as AndroidQueue
from harness.virtual.sdk.swift_startup import StartupQueue as IosQueue

AREA = "settings"


def arm(patch: Patch) -> None:
    for queue in (AndroidQueue, IosQueue):
        patch(queue, "hold", lambda original, self, message: None)
