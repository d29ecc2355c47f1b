"""MoEngage's SDK asks for its configuration twice at each start."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_engine import Engine

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(Engine, "fetch_config", fetch_twice)


def fetch_twice(original: Any, self: Any) -> None:
    original(self)
    self._is_fetching = False
    original(self)
