"""A push that arrives is told though the app has switched MoEngage's SDK off."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_points import Point
from harness.virtual.sdk.moengage_push import Push

AREA = "privacy"


def arm(patch: Patch) -> None:
    patch(Push, "receive", receive_anyway)


def receive_anyway(original: Any, self: Any, payload: Any, is_shown_by_sdk: bool, at: float) -> None:
    original(self, payload, is_shown_by_sdk, at)
    core = self._core
    if not core.compliance.is_sdk_on:
        core.add(Point(self.campaigns.names.received, at, self.campaigns.attributes_of(payload)))
        core.reports.sync("push")
