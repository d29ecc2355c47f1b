"""Data points: what is tracked, before it takes a platform's form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_keys import MODIFIED_FROM, UNIQUE_ID, USER_ATTRIBUTE, Form


@dataclass(frozen=True)
class Point:
    """One entry of ``viewsInfo``. ``at`` is the moment of the call, in seconds since 1970 (moengage.md 0.6).

    ``dates`` are in milliseconds, ``locations`` are ``"latitude,longitude"``: both go into EVENT_ATTRS_CUST.
    """

    action: str
    at: float
    plain: Mapping[str, Any] = field(default_factory=dict)
    dates: Mapping[str, int] = field(default_factory=dict)
    locations: Mapping[str, str] = field(default_factory=dict)
    is_interactive: bool = True

    @property
    def at_ms(self) -> int:
        return round(self.at * 1000)

    def customs(self) -> dict[str, list[dict[str, Any]]]:
        """``{"timestamp": [{name: ms}], "location": [{name: text}]}``, what there is of it."""
        kinds: dict[str, Mapping[str, Any]] = {"timestamp": self.dates, "location": self.locations}
        return {kind: [{name: one} for name, one in values.items()] for kind, values in kinds.items() if values}


@rests_on("moengage.md 2.2")
def attribute_point(name: str, value: Any, form: Form, at: float) -> Point:
    """One attribute per point."""
    if form == "timestamp":
        return Point(USER_ATTRIBUTE, at, dates={name: value})
    if form == "location":
        return Point(USER_ATTRIBUTE, at, locations={name: value})
    return Point(USER_ATTRIBUTE, at, plain={name: value})


@rests_on("moengage.md 2.2")
def alias_point(new_id: str, old_id: str, at: float) -> Point:
    return Point(USER_ATTRIBUTE, at, plain={UNIQUE_ID: new_id, MODIFIED_FROM: old_id})


def local_moment(at: float, offset_s: int) -> datetime:
    """What the phone's wall clock shows."""
    return datetime.fromtimestamp(at, UTC) + timedelta(seconds=offset_s)
