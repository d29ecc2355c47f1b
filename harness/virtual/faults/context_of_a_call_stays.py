"""What one call has in its context goes into that of all later ones."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "context"


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "enrich", enrich_for_good)


def enrich_for_good(original: Any, self: Any, message: Any) -> None:
    self.kept_context = {**getattr(self, "kept_context", {}), **(message.context or {})}
    message.context = self.kept_context
    original(self, message)
