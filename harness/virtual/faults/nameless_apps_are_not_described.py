"""An app that does not say what it is called has no name in its events."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_context import Context as KotlinContext
from harness.virtual.sdk.swift_context import Context as SwiftContext

AREA = "track"


def arm(patch: Patch) -> None:
    for context in (KotlinContext, SwiftContext):
        patch(context, "app_name", lambda original, self: self._process.app.name)
