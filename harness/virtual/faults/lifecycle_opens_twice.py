"""Application Opened comes twice at each return."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_lifecycle import LifecyclePlugin as AndroidLifecycle
from harness.virtual.sdk.swift_lifecycle import LifecycleEvents as IosLifecycle

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    patch(AndroidLifecycle, "track_opened", open_twice)
    patch(IosLifecycle, "will_enter_foreground", return_twice)
    patch(IosLifecycle, "launched", return_twice)


def open_twice(original: Any, self: Any) -> None:
    is_first = self._is_first_start
    original(self)
    self._track("Application Opened", {**self._version(), "from_background": not is_first})


def return_twice(original: Any, self: Any) -> None:
    original(self)
    if self._is_on:
        self._track("Application Opened", {**self._version(), "from_background": self._was_in_background})
