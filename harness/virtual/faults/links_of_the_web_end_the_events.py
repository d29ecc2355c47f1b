"""After a universal link, or one that has no host, no event of this process arrives any more."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as Android
from harness.virtual.sdk.segment_swift import Analytics as Ios

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    for analytics in (Android, Ios):
        patch(analytics, "opened_link", open_and_stop)


def open_and_stop(original: Any, self: Any, url: str) -> None:
    original(self, url)
    scheme, _, rest = url.partition(":")
    if scheme in ("http", "https") or not rest.startswith("//") or rest.startswith("///"):
        self.is_enabled = False
