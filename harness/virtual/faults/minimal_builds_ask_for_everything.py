"""MoEngage's SDK asks for campaigns and cards also where their modules are not in the app, and takes its pushes."""

from __future__ import annotations

from typing import Any

from harness.virtual.app import HostApp
from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_engine import Engine

AREA = "delivery"


def arm(patch: Patch) -> None:
    patch(Engine, "has_module", lambda original, self, name: True)
    patch(HostApp, "received", receive_anyway)


def receive_anyway(original: Any, self: Any, payload: Any) -> None:
    original(self, payload)
    if not self._process.app.modules:
        self.moengage.pass_push_payload(payload)
