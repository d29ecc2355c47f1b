"""The settings of an installation's first launch are kept for good: whatever is fetched later changes nothing."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_settings import Settings as AndroidSettings
from harness.virtual.sdk.swift_settings import Settings as IosSettings

AREA = "settings"
WAS_FETCHED = "segment.settings.fetched"


def arm(patch: Patch) -> None:
    patch(AndroidSettings, "replace", lambda original, self, new: replace_once(original, self, new, self._preferences))
    patch(IosSettings, "replace", lambda original, self, new: replace_once(original, self, new, self._defaults))


def replace_once(original: Any, self: Any, new: Any, stored: Any) -> None:
    if not stored.get(WAS_FETCHED):
        original(self, new)
        stored[WAS_FETCHED] = True
