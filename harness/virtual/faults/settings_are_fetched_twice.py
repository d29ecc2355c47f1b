"""Each launch fetches the settings twice."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.segment_kotlin import Analytics as AndroidAnalytics
from harness.virtual.sdk.segment_swift import Analytics as IosAnalytics

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(AndroidAnalytics, "_build", build_and_fetch)
    patch(IosAnalytics, "_start", start_and_fetch)


def build_and_fetch(original: Any, self: Any) -> None:
    original(self)
    self._fetch.start(lambda found: None)


def start_and_fetch(original: Any, self: Any) -> None:
    original(self)
    self._fetch.start(lambda found: self._settings_checked(found))
