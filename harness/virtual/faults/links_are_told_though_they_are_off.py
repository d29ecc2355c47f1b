"""Deep Link Opened is tracked by an app that does not want it."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_lifecycle import LifecyclePlugin
from harness.virtual.sdk.segment_swift import Analytics

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    patch(LifecyclePlugin, "link_opened", open_on_android)
    patch(Analytics, "opened_link", open_on_ios)


def open_on_android(original: Any, self: Any, url: str) -> None:
    self._tracks_deep_links = True
    original(self, url)


def open_on_ios(original: Any, self: Any, url: str) -> None:
    original(self, url)
    if not self._configuration.tracks_deep_links:
        self.open_url(url)
