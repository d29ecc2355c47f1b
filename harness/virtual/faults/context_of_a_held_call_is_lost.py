"""A call that waits for the settings loses what its enrichment would have added."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_startup import StartupQueue as AndroidQueue
from harness.virtual.sdk.swift_startup import StartupQueue as IosQueue

AREA = "settings"


def arm(patch: Patch) -> None:
    for queue in (AndroidQueue, IosQueue):
        patch(queue, "hold", hold_bare)


def hold_bare(original: Any, self: Any, message: Any) -> None:
    message.enrichment = message.context = None
    original(self, message)
