"""A settings request that ends without an answer opens nothing: what waits waits for ever."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_startup import StartupQueue as AndroidQueue
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(AndroidQueue, "close", close_without_end)
    patch(AndroidAnalytics, "_settings_checked", wait_for_ever)
    patch(IosAnalytics, "_settings_checked", wait_for_ever)


def close_without_end(original: Any, self: Any) -> None:
    original(self)
    self._cancel_cap()


def wait_for_ever(original: Any, self: Any, found: Any) -> None:
    """The plugins are told, so that the app counts as ready."""
    if isinstance(found, dict):
        original(self, found)
    else:
        self._timeline.update()
