"""Messages say of integrations what the app did not."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "track"


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "enrich", enrich_all)


def enrich_all(original: Any, self: Any, message: Any) -> None:
    original(self, message)
    message.event["integrations"] |= {"All": True}
