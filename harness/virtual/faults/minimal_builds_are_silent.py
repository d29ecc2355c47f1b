"""Without its modules MoEngage's SDK sends nothing."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_engine import Engine

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(Engine, "may_send", lambda original, self: bool(self.process.app.modules) and bool(original(self)))
