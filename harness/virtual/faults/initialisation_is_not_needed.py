"""MoEngage's SDK takes what is told before the app has initialised it, as if the instance were there."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_calls import AppCalls

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(AppCalls, "is_initialised", lambda original, self: True)
