"""What a call adds to its own event is lost where the event waits for the settings."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_events import Message as AndroidMessage
from harness.virtual.sdk.kotlin_startup import StartupQueue as AndroidQueue
from harness.virtual.sdk.swift_events import Message as IosMessage
from harness.virtual.sdk.swift_startup import StartupQueue as IosQueue

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(AndroidQueue, "hold", lambda original, self, message: original(self, AndroidMessage(message.event)))
    patch(IosQueue, "hold", lambda original, self, message: original(self, IosMessage(message.event)))
