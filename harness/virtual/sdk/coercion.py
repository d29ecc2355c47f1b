"""Text that looks like a number or a truth value becomes one on Android, depending on kotlinx-serialization-json.

analytics-kotlin asks a JSON literal for a boolean, an int, a long and a double, in this order and without looking
whether it was quoted; what counts as an int changed with the library's releases (moedest.md 3 and 3.1).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from harness.errors import ConfigurationError
from harness.virtual.facts import rests_on
from harness.virtual.sdk.org_json import LONG_MAX, LONG_MIN, check_number, double_text

INT_MIN, INT_MAX = -(2**31), 2**31 - 1
ENDS_A_NUMBER = frozenset(map(chr, range(0x21))) | set(',:{}[]"\\')
"""Characters at which the lexer of 1.6.0 and later stops reading a number."""
WHITESPACE = " \t\r\n"
LONGEST = 4000
"""Characters of an integer that Python will still read; a longer one is beyond a Long, or full of leading zeros."""
KOTLIN_INTEGER = re.compile(r"[+-]?\d+")
DECIMAL = r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
HEXADECIMAL = r"0[xX](?:[0-9a-fA-F]+\.?|[0-9a-fA-F]*\.[0-9a-fA-F]+)[pP][+-]?[0-9]+"
JAVA_DOUBLE = re.compile(rf"([+-]?)(?:(NaN|Infinity)|(?:({DECIMAL})|({HEXADECIMAL}))[fFdD]?)")
BLANKS = "".join(map(chr, range(0x21)))


class Coercion:
    """What ``JsonPrimitive.toContent`` and the maps and objects made of it give, for one release of the library."""

    def __init__(self, serialization: str) -> None:
        self._release = parse_release(serialization)

    def value_of(self, value: Any) -> Any:
        """A JSON value that is not null, as the destination hands it over (``check`` of objects inside included)."""
        if isinstance(value, Mapping):
            return self.json_object(value)
        if isinstance(value, list | tuple):
            return self.json_array(value)
        return self.content_of(value)

    @rests_on("moedest.md 3")
    def json_object(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Nulls are dropped; raises JsonError for a number that is not finite."""
        kept = {name: self.value_of(value) for name, value in values.items() if value is not None}
        return {name: check_number(value) for name, value in kept.items()}

    @rests_on("moedest.md 3")
    def json_array(self, values: list[Any] | tuple[Any, ...]) -> list[Any]:
        """Nulls are kept, and so are numbers that are not finite."""
        return [None if value is None else self.value_of(value) for value in values]

    @rests_on("moedest.md 3")
    def content_of(self, value: Any) -> Any:
        if isinstance(value, float):
            return value  # its text always has a point or an exponent's point: never an int
        content = literal_text(value)
        if content.lower() in ("true", "false"):
            return content.lower() == "true"
        for candidate in (self.integer(content, INT_MIN, INT_MAX), self.integer(content, LONG_MIN, LONG_MAX)):
            if candidate is not None:
                return candidate
        double = parse_double(content)
        return content if double is None else double

    @rests_on("moedest.md 3.1")
    def integer(self, content: str, least: int, most: int) -> int | None:
        if self._release < (1, 6):
            found = parse_kotlin_integer(content)
        else:
            found = lex_integer(content, is_whole=self._release >= (1, 8))
        return found if found is not None and least <= found <= most else None


def parse_release(serialization: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in serialization.split(".")[:3])
    except ValueError:
        raise ConfigurationError(
            f"{serialization!r} is no release of kotlinx-serialization-json", next_step='name one such as "1.5.1"'
        ) from None


def literal_text(value: Any) -> str:
    """The text of a JSON literal as Kotlin keeps it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return double_text(value) if isinstance(value, float) else str(value)


@rests_on("moedest.md 3.1")
def parse_kotlin_integer(content: str) -> int | None:
    """``String.toLongOrNull`` without its limits; digits of any script count, one UTF-16 unit each."""
    is_in_reach = len(content) < LONGEST and all(ord(one) <= 0xFFFF for one in content)
    return int(content) if is_in_reach and KOTLIN_INTEGER.fullmatch(content) else None


@rests_on("moedest.md 3")
def parse_double(content: str) -> float | None:
    """``String.toDoubleOrNull``: Java's syntax, blanks around it allowed."""
    found = JAVA_DOUBLE.fullmatch(content.strip(BLANKS))
    if found is None:
        return None
    sign, word, decimal, hexadecimal = found.groups()
    if word:
        magnitude = math.nan if word == "NaN" else math.inf
    else:
        magnitude = float(decimal) if decimal else _hexadecimal(hexadecimal)
    return -magnitude if sign == "-" else magnitude


def _hexadecimal(text: str) -> float:
    try:
        return float.fromhex(text)
    except OverflowError:
        return math.inf


@rests_on("moedest.md 3.1")
def lex_integer(content: str, is_whole: bool) -> int | None:
    """The number that the JSON lexer reads at the start of ``content``, by its 64-bit arithmetic, overflow included.

    ``is_whole``: nothing but blanks may follow it (1.8 and later); before, the rest was ignored.
    """
    start = content.lstrip(WHITESPACE)
    is_quoted = start.startswith('"')
    token = _token(start[1:] if is_quoted else start)
    rest = start[len(token) + is_quoted :]
    if is_quoted and not rest.startswith('"'):
        return None
    if is_whole and rest[is_quoted:].strip(WHITESPACE):
        return None
    return _number_of(token)


def _token(text: str) -> str:
    end = next((place for place, one in enumerate(text) if one in ENDS_A_NUMBER), len(text))
    return text[:end]


def _number_of(token: str) -> int | None:
    """Only the first ``e`` starts an exponent."""
    found = re.fullmatch(r"(-?)([0-9]*)(?:[eE]([0-9+-]*))?", token)
    if found is None or not token.strip("-") or token[0] in "eE":
        return None
    sign, digits, exponent = found.groups()
    negated = _accumulate(digits)
    if negated is not None and exponent is not None:
        negated = _scaled(negated, exponent)
    if negated is None or sign:
        return negated
    return -negated if negated != LONG_MIN else None


def _accumulate(digits: str) -> int | None:
    """Counted downwards in 64 bits. The only check is for a positive result, so some 20-digit numbers slip through."""
    negated = 0
    for digit in digits:
        negated = _wrapped(negated * 10 - int(digit))
        if negated > 0:
            return None
    return negated


def _wrapped(value: int) -> int:
    return (value - LONG_MIN) % 2**64 + LONG_MIN


def _scaled(negated: int, exponent: str) -> int | None:
    """What overflows or keeps a fraction is no integer; the last sign of the exponent counts."""
    is_negative = exponent.rfind("-") > exponent.rfind("+")
    power = 0
    for digit in re.sub("[+-]", "", exponent):
        power = _wrapped(power * 10 + int(digit))
    try:
        scaled = float(negated) * 10.0 ** (-power if is_negative else power)
    except OverflowError:
        return None
    if not float(LONG_MIN) <= scaled <= float(LONG_MAX) or math.floor(scaled) != scaled:
        return None
    return max(LONG_MIN, min(LONG_MAX, int(scaled)))
