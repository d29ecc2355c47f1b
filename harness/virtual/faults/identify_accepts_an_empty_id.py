"""An empty user id signs somebody in, whose name is nothing."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination
from harness.virtual.sdk.moengage_core import Core

AREA = "identify"


def arm(patch: Patch) -> None:
    patch(Core, "usable", lambda original, self, identities: dict(identities))
    patch(IosDestination, "identify", identify_whoever)


def identify_whoever(original: Any, self: Any, event: Any) -> None:
    if event.get("userId") == "":
        self.pass_user("")
    original(self, event)
