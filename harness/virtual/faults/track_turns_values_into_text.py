"""Every property that is no object arrives as text, at both vendors."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "track"


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "track", track_text)


def track_text(original: Any, self: Any, name: str, properties: Any = None, integrations: Any = None) -> None:
    said = None if properties is None else {key: text_of(value) for key, value in properties.items()}
    original(self, name, said, integrations)


def text_of(value: Any) -> Any:
    return value if isinstance(value, dict | list) else str(value)
