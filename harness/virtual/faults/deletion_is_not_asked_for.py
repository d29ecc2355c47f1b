"""The wish to delete the user goes nowhere."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core

AREA = "privacy"


def arm(patch: Patch) -> None:
    patch(Core, "delete_user", lambda original, self: None)
