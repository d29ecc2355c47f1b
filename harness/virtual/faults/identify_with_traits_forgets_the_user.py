"""identify(traits) after a sign-in goes out as nobody."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "identify"


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "identify", identify_as_nobody)


def identify_as_nobody(original: Any, self: Any, user_id: Any, traits: Any = None, integrations: Any = None) -> None:
    if user_id is None:
        self.reset()
    original(self, user_id, traits, integrations)
