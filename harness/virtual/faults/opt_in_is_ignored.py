"""Who opted out once cannot come back."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_compliance import Compliance

AREA = "privacy"


def arm(patch: Patch) -> None:
    patch(Compliance, "set_tracking", lambda original, self, is_on: original(self, False))
    patch(Compliance, "set_sdk", lambda original, self, is_on: original(self, False))
