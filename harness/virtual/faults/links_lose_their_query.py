"""A deep link is told without its query; on iOS with one that is none of its business."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_lifecycle import LifecyclePlugin as AndroidLifecycle
from harness.virtual.sdk.swift_links import DeepLinks as IosDeepLinks

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    patch(AndroidLifecycle, "link_opened", lambda original, self, url: original(self, url.partition("?")[0]))
    patch(IosDeepLinks, "open_url", open_with_query)


def open_with_query(original: Any, self: Any, url: str, options: Any = None) -> None:
    original(self, url.partition("?")[0], {"campaign": "spring"})
