"""MoEngage's SDK that was switched off goes on asking for its configuration, and registers the device."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_engine import Engine

AREA = "privacy"


def arm(patch: Patch) -> None:
    patch(Engine, "may_send", lambda original, self: self.is_enabled)
    patch(Engine, "fetch_config", fetch_anyway)


def fetch_anyway(original: Any, self: Any) -> None:
    is_on, self.compliance = self.compliance, _On(self.compliance)
    try:
        original(self)
    finally:
        self.compliance = is_on


class _On:
    is_sdk_on = True

    def __init__(self, compliance: Any) -> None:
        self.is_tracking = compliance.is_tracking
