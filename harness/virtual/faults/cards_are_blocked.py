"""Cards are asked for exactly where they are blocked."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_engine import Engine

AREA = "modules"


def arm(patch: Patch) -> None:
    patch(Engine, "fetch_cards", fetch_where_blocked)


def fetch_where_blocked(original: Any, self: Any) -> None:
    if not self.config.has_cards:
        self.cards.fetch()
