"""MoEngage ends the known user's session when another one is identified, as cores up to 13.05 did."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(Core, "identify", sign_out_then_identify)


def sign_out_then_identify(original: Any, self: Any, identities: dict[str, str], at: float) -> None:
    if self.identity.user_id is not None and not self.identity.has(identities):
        self.log_out(at)
    original(self, identities, at)
