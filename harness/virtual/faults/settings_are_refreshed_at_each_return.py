"""Settings are fetched at each return, however soon."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_lifecycle import SettingsRefresh as AndroidRefresh
from harness.virtual.sdk.swift_lifecycle import SettingsRefresh as IosRefresh

AREA = "settings"


def arm(patch: Patch) -> None:
    for refresh in (AndroidRefresh, IosRefresh):
        patch(refresh, "entered_foreground", lambda original, self: self._check_settings())
