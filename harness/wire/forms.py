"""The forms that a value on the wire may have; ``FormError`` names the one that has another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

LONGEST = 60


class FormError(Exception):
    """A value without the form that it should have; the text names the value and both forms."""


def describe(value: object) -> str:
    """``the text 'abc'``, ``the number 7``, ``an object``: never more than a line, and never deep."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"the text {_short(repr(value[: LONGEST + 1]))}"
    if isinstance(value, int | float):
        return f"the number {_short(repr(value))}"
    return "a list" if isinstance(value, list) else "an object"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def parse_object(text: str | bytes, what: str) -> dict[str, Any]:
    """A JSON object; bytes are UTF-8 whatever their Content-Type says (facts: jvm.md 1)."""
    value = parse_json(text, what)
    if not isinstance(value, dict):
        raise FormError(f"{what} is {describe(value)}, not a JSON object")
    return value


def parse_json(text: str | bytes, what: str) -> Any:
    if not text:
        raise FormError(f"{what} is empty")
    try:
        return json.loads(text.decode("utf-8") if isinstance(text, bytes) else text)
    except UnicodeDecodeError as problem:
        raise FormError(f"{what} is not UTF-8: byte {problem.start} is wrong") from None
    except RecursionError:
        raise FormError(f"{what} is nested too deeply") from None
    except ValueError as problem:
        raise FormError(f"{what} is not JSON: {_short(str(problem))}") from None


def needed_text(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    if isinstance(value, str):
        return value
    raise FormError(f"{key} is {describe(value)}, not text" if key in holder else f"{key} is missing")


def text_or_none(holder: Mapping[str, Any], key: str) -> str | None:
    """None where the key is missing."""
    return needed_text(holder, key) if key in holder else None


def object_or_empty(holder: Mapping[str, Any], key: str, where: str = "") -> Mapping[str, Any]:
    """Empty where the key is missing: iOS leaves out what Android sends as ``{}`` (facts: segment.md 2.3)."""
    value = holder.get(key, {})
    if isinstance(value, dict):
        return value
    raise FormError(f"{where}{key} is {describe(value)}, not an object")


def lowered(*ids: object) -> frozenset[str]:
    """Identities of an installation, comparable: UUIDs are lower case on Android and upper case on iOS."""
    return frozenset(one.lower() for one in ids if isinstance(one, str) and one)
