"""The forms in which MoEngage's SDKs send times and places, brought to one form (facts: moengage.md 0.5, 1.5, 1.6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from harness.wire.forms import FormError, describe

LOCAL = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{4}):(\d{1,2}):(\d{1,2}):(\d{1,2})", re.ASCII)
LOCATION = re.compile(r"-?\d+(\.\d+)?,-?\d+(\.\d+)?", re.ASCII)
MILLISECONDS = re.compile(r"-?\d{1,20}", re.ASCII)

MOST = 10**20
"""What has more digits is no time, and would not fit into a float."""


def read_milliseconds(value: object, what: str) -> int:
    """Milliseconds since 1970, or before: ``"1753362161000"``, or a number (iOS: ``1753362161000.0`` for dates)."""
    if isinstance(value, str) and MILLISECONDS.fullmatch(value):
        return int(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and -MOST < value < MOST:
        return int(value)
    raise FormError(f"{what} is {describe(value)}, not milliseconds")


def read_local_time(value: object, what: str) -> str:
    """``24:7:2026:19:2:41`` (Android) or ``24:07:2026:19:02:41`` (iOS) -> ``2026-07-24T19:02:41``."""
    found = LOCAL.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise FormError(f"{what} is {describe(value)}, not day:month:year:hour:minute:second")
    day, month, year, hour, minute, second = (int(part) for part in found.groups())
    return f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}"


def read_customs(customs: Mapping[str, Any]) -> tuple[dict[str, int], dict[str, str]]:
    """``EVENT_ATTRS_CUST`` -> dates in milliseconds and locations as ``lat,lon``, each by attribute."""
    dates = {
        name: read_milliseconds(value, f"EVENT_ATTRS_CUST.timestamp of {name!r}")
        for name, value in _pairs(customs, "timestamp")
    }
    return dates, {name: _read_location(name, value) for name, value in _pairs(customs, "location")}


def _pairs(customs: Mapping[str, Any], key: str) -> list[tuple[str, Any]]:
    """``[{"a": 1}, {"b": 2}]`` -> its pairs."""
    listed = customs.get(key, [])
    if not (isinstance(listed, list) and all(isinstance(one, dict) for one in listed)):
        raise FormError(f"EVENT_ATTRS_CUST.{key} is {describe(listed)}, not a list of objects")
    return [pair for one in listed for pair in one.items()]


def _read_location(name: str, value: object) -> str:
    if isinstance(value, str) and LOCATION.fullmatch(value):
        return value
    raise FormError(f"EVENT_ATTRS_CUST.location of {name!r} is {describe(value)}, not 'latitude,longitude'")
