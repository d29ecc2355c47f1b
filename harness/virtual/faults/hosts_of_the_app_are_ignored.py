"""Hosts that the app configures are not used: Segment's own are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "settings"
HOSTS = {"api_host": "api.segment.io/v1", "cdn_host": "cdn-settings.segment.com/v1"}


def arm(patch: Patch) -> None:
    for analytics in (AndroidAnalytics, IosAnalytics):
        patch(analytics, "__init__", ignore_hosts)


def ignore_hosts(original: Any, self: Any, process: Any, configuration: Any, release: str) -> None:
    original(self, process, replace(configuration, **HOSTS), release)
