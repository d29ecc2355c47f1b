"""Dates among properties lose their time of day at MoEngage."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android import MoEngage as AndroidMoEngage
from harness.virtual.sdk.moengage_ios import MoEngage as IosMoEngage

AREA = "track"


def arm(patch: Patch) -> None:
    patch(AndroidMoEngage, "track_event", track_days)
    patch(IosMoEngage, "track_event", track_whole_days)


def track_days(original: Any, self: Any, name: str, attributes: Any, workspace_id: Any = None) -> None:
    days = {key: value[:10] if is_time(value) else value for key, value in attributes.items()}
    original(self, name, days, workspace_id)


def track_whole_days(original: Any, self: Any, name: str, attributes: Any = None, dates: Any = None) -> None:
    original(self, name, attributes, {key: ms - ms % 86_400_000 for key, ms in (dates or {}).items()})


def is_time(value: Any) -> bool:
    return isinstance(value, str) and value.endswith("Z") and "T" in value
