"""What a client sent, read by name and kind; a wrong kind is its mistake and is answered as one."""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Mapping
from typing import Any

from harness.w3c.errors import WebDriverError, invalid_argument

Json = Any
"""A value that JSON can say; what it is only its reader knows."""

ELEMENT_KEY = "element-6066-11e4-a52e-4f735466cecf"
_UNSAID = object()


class Arguments:
    """A JSON object. ``null`` counts as not said, as it does for the real drivers' optional arguments."""

    def __init__(self, values: Mapping[str, Json]) -> None:
        self.values = values

    def has(self, name: str) -> bool:
        return self.values.get(name) is not None

    def any(self, name: str, default: Json = None) -> Json:
        return self.values[name] if self.has(name) else default

    def text(self, name: str, default: str | object = _UNSAID) -> str:
        return str(self._read(name, default, str, "a text"))

    def number(self, name: str, default: float | object = _UNSAID) -> float:
        value = self._read(name, default, (int, float), "a number")
        if isinstance(value, bool) or not math.isfinite(value):
            raise wrong_kind(name, "a number", value)
        return float(value)

    def flag(self, name: str, default: bool = False) -> bool:
        return bool(self._read(name, default, bool, "true or false"))

    def mapping(self, name: str, default: Mapping[str, Json] | object = _UNSAID) -> dict[str, Json]:
        return dict(self._read(name, default, Mapping, "an object"))

    def items(self, name: str, default: list[Json] | object = _UNSAID) -> list[Json]:
        return list(self._read(name, default, list, "an array"))

    def content(self, name: str) -> bytes:
        """Bytes, sent as base64 text."""
        try:
            return base64.b64decode(self.text(name), validate=True)
        except (binascii.Error, ValueError):
            raise wrong_kind(name, "base64 text", self.values[name]) from None

    def element_id(self, name: str = "elementId") -> str:
        """An element, sent as its id or in W3C's wrapping."""
        value = self.any(name)
        found = value.get(ELEMENT_KEY, value.get("ELEMENT")) if isinstance(value, Mapping) else value
        if not isinstance(found, str):
            raise wrong_kind(name, "an element", value)
        return found

    def _read(self, name: str, default: Json, kind: type | tuple[type, ...], kind_in_words: str) -> Json:
        if not self.has(name):
            if default is _UNSAID:
                raise wrong_kind(name, kind_in_words, None)
            return default
        value = self.values[name]
        if not isinstance(value, kind):
            raise wrong_kind(name, kind_in_words, value)
        return value


def wrong_kind(name: str, expected: str, value: Json) -> WebDriverError:
    return invalid_argument(f"'{name}' must be {expected}, not {value!r}")
