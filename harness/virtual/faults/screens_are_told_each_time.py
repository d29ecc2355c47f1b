"""MoEngage is told of a screen each time it opens; on iOS too, which tracks none."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android import MoEngage as Android
from harness.virtual.sdk.moengage_ios import MoEngage as Ios
from harness.virtual.sdk.moengage_keys import ACTIVITY_START
from harness.virtual.sdk.moengage_points import Point

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    for sdk in (Android, Ios):
        patch(sdk, "screen_opened", open_loudly)


def open_loudly(original: Any, self: Any, name: str) -> None:
    original(self, name)
    self._act(lambda at: self._core.track(Point(ACTIVITY_START, at, {"ACTIVITY_NAME": name})))
