"""A destination's own plugins are never run."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.plugin_chain import SubPlugins

AREA = "track"


def arm(patch: Patch) -> None:
    patch(SubPlugins, "run", lambda original, self, key, event: event)
