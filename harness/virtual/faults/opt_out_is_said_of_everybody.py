"""Reports say that tracking is off when it is on, and the other way round."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_compliance import Compliance

AREA = "privacy"


def arm(patch: Patch) -> None:
    patch(Compliance, "preferences", invert)


def invert(original: Any, self: Any) -> dict[str, bool]:
    return {} if original(self) else {"e_t_p": False}
