"""Every process begins a session of its own."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_session import LEFT_AT, SESSION, Session

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    patch(Session, "__init__", begin_without_one)


def begin_without_one(original: Any, self: Any, values: Any, config: Any, draws: Any) -> None:
    original(self, values, config, draws)
    for key in (SESSION, LEFT_AT):
        values.pop(key, None)
