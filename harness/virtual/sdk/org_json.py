"""How org.json on Android prints values, and which of them it refuses."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from harness.virtual.facts import rests_on

LONG_MIN, LONG_MAX = -(2**63), 2**63 - 1
ESCAPES = {'"': '\\"', "\\": "\\\\", "/": "\\/", "\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f"}


class JsonError(ValueError):
    """org.json.JSONException."""


@rests_on("moedest.md 3")
def check_number(value: Any) -> Any:
    """``JSONObject.put`` refuses what is not finite; ``JSONArray.put`` does not look."""
    if isinstance(value, float) and not math.isfinite(value):
        raise JsonError(f"Forbidden numeric value: {double_text(value)}")
    return value


@rests_on("moedest.md 3")
def printed(value: Any) -> str:
    """``toString()`` of an object or a list; raises JsonError where Java's answer would be null."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_quoted(name)}:{printed(one)}" for name, one in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ",".join(printed(one) for one in value) + "]"
    return _number_text(value)


def _number_text(value: int | float) -> str:
    """A double without a fraction loses its point: 1.0 is printed ``1``."""
    check_number(value)
    if isinstance(value, int):
        return str(value)
    whole = max(LONG_MIN, min(LONG_MAX, int(value)))
    if value == 0 and math.copysign(1, value) < 0:
        return "-0"
    return str(whole) if value == float(whole) else double_text(value)


def _quoted(text: str) -> str:
    return '"' + "".join(ESCAPES.get(one) or _plain(one) for one in text) + '"'


def _plain(character: str) -> str:
    return character if character > "\x1f" else f"\\u{ord(character):04x}"


def double_text(value: float) -> str:
    """``Double.toString``: ``1.0``, ``1.2345678901234567E19``, ``NaN``."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if value == 0 or 1e-3 <= abs(value) < 1e7:
        return _with_point(format(Decimal(repr(value)), "f"))
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    assert isinstance(exponent, int)
    text = "".join(map(str, digits))
    return f"{'-' * sign}{_with_point(text[0] + '.' + text[1:])}E{exponent + len(digits) - 1}"


def _with_point(text: str) -> str:
    if "." not in text:
        return text + ".0"
    return text + "0" if text.endswith(".") else text
