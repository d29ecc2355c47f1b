"""MoEngage's SDK notices that the app is left although the library that tells it is missing; iOS's notices nothing."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android import MoEngage as AndroidMoEngage
from harness.virtual.sdk.moengage_ios import MoEngage as IosMoEngage

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    patch(AndroidMoEngage, "entered_background", lambda original, self: self._submit(None, self.go_back))
    patch(IosMoEngage, "entered_background", lambda original, self: None)
