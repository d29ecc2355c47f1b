"""Deep Link Opened does not say which link it was."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_lifecycle import LifecyclePlugin
from harness.virtual.sdk.swift_links import DeepLinks

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    patch(LifecyclePlugin, "link_opened", track_without_url)
    patch(DeepLinks, "open_url", track_without_url)


def track_without_url(original: Any, self: Any, url: str, *more: Any) -> None:
    def track(name: str, properties: Any) -> None:
        whole(name, {key: value for key, value in properties.items() if key != "url"})

    whole, self._track = self._track, track
    try:
        original(self, url, *more)
    finally:
        self._track = whole
