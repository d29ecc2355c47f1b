"""What a plugin of the app throws ends the event that it was given; on iOS, where none can throw, any event of an app
that has one is lost."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.own_plugins import Throwing
from harness.virtual.sdk.plugin_chain import Chain

AREA = "track"


def arm(patch: Patch) -> None:
    patch(Chain, "run_one", swallow)


def swallow(original: Any, self: Any, plugin: Any, event: Any) -> Any:
    return None if isinstance(plugin, Throwing) else original(self, plugin, event)
