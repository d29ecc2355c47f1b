"""What MoEngage knows already is sent again with every identify."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_attributes import AttributeCache
from harness.virtual.sdk.moengage_identity import Identity

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(Identity, "has", lambda original, self, identities: False)
    patch(AttributeCache, "is_repeated", lambda original, self, name, value, now: False)
