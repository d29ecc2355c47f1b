"""What an older version of the app had not reported to MoEngage is dropped by the new one."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_engine import Engine

AREA = "install"
MARK = "fault.build"


def arm(patch: Patch) -> None:
    patch(Engine, "__init__", drop_what_was_left)


def drop_what_was_left(original: Any, self: Any, process: Any, *more: Any) -> None:
    original(self, process, *more)
    if self.store.values.get(MARK, process.app.build) != process.app.build:
        for shelf in (self.store.points, self.store.batches):
            for name in shelf.names():
                shelf.delete(name)
    self.store.values[MARK] = process.app.build
