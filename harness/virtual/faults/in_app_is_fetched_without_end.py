"""In-app campaigns are asked for with every event."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_core import Core

AREA = "modules"


def arm(patch: Patch) -> None:
    patch(Core, "track", track_and_fetch)


def track_and_fetch(original: Any, self: Any, point: Any) -> None:
    original(self, point)
    self.in_app._is_fetching = False
    self.in_app.forget()
    self.fetch_in_app()
