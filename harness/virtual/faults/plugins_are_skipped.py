"""The app's own plugins are never run on an event."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.plugin_chain import OwnPlugins

AREA = "track"


def arm(patch: Patch) -> None:
    patch(OwnPlugins, "pass_plugins", lambda original, self, message: True)
