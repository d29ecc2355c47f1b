"""What a field of a call may be asked to be: words, matchers, and the comparison that names every difference.

A plain object asks for exactly itself, a list for its elements in order; numbers compare by value, and true is not 1.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from harness.errors import ConfigurationError

PLAIN_KEY = re.compile(r"[A-Za-z_$][\w$-]*")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)", re.ASCII)
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)


class Word:
    """A value with a name: ``None`` would mean two things."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name


ANYONE = Word("ANYONE")
"""Some user or nobody: not said."""
NOBODY = Word("NOBODY")
"""No user: Segment's message has no ``userId``, MoEngage's report no ``moe_user_id``."""
ANYTHING = Word("ANYTHING")
"""Whatever value. Under a key: it must be there."""
ABSENT = Word("ABSENT")
"""Not there. For all properties or traits: there are none, whether the SDK sends ``{}`` or nothing."""


@dataclass(frozen=True)
class Mismatch:
    """``field`` is a path: ``user_id``, ``properties.cart.items[1].sku``."""

    field: str
    expected: object
    actual: object

    def __str__(self) -> str:
        return f"{self.field}: expected {self.expected!r}, got {self.actual!r}"


class Matcher(ABC):
    """Something a value can be asked to match."""

    @abstractmethod
    def matches(self, actual: object) -> bool: ...

    def differences(self, actual: object, path: str) -> Iterator[Mismatch]:
        if not self.matches(actual):
            yield Mismatch(path, self, actual)


def differences(expected: object, actual: object, path: str, *, is_subset: bool = False) -> Iterator[Mismatch]:
    """Every place at which ``actual`` is not as expected."""
    if isinstance(expected, Matcher):
        yield from expected.differences(actual, path)
    elif isinstance(expected, Mapping) and isinstance(actual, Mapping):
        yield from key_differences(expected, actual, path, is_subset=is_subset)
        extra = () if is_subset else (key for key in actual if key not in expected)
        yield from (Mismatch(join(path, key), ABSENT, actual[key]) for key in extra)
    elif isinstance(expected, list | tuple) and isinstance(actual, list | tuple):
        for index in range(max(len(expected), len(actual))):
            pair = _at(expected, index), _at(actual, index)
            yield from differences(*pair, f"{path}[{index}]", is_subset=is_subset)
    elif not _equals(expected, actual):
        yield Mismatch(path, expected, actual)


def key_differences(
    expected: Mapping[Any, object], actual: Mapping[Any, object], path: str, *, is_subset: bool = False
) -> Iterator[Mismatch]:
    """Those at the keys that are expected; other keys are free."""
    for key, value in expected.items():
        yield from differences(value, actual.get(key, ABSENT), join(path, key), is_subset=is_subset)


def _at(elements: list[Any] | tuple[Any, ...], index: int) -> object:
    return elements[index] if index < len(elements) else ABSENT


def _equals(expected: object, actual: object) -> bool:
    if expected is ANYTHING:
        return actual is not ABSENT
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual
    return bool(expected == actual)


def join(path: str, key: object) -> str:
    return f"{path}.{key}" if PLAIN_KEY.fullmatch(str(key)) else f"{path}[{key!r}]"


@dataclass(frozen=True, repr=False)
class _Like(Matcher):
    expression: re.Pattern[str]

    def matches(self, actual: object) -> bool:
        return isinstance(actual, str) and self.expression.search(actual) is not None

    def __repr__(self) -> str:
        return f"like({self.expression.pattern!r})"


def like(expression: str) -> Matcher:
    """Text in which the regular expression is found."""
    try:
        return _Like(re.compile(expression))
    except re.error as problem:
        raise ConfigurationError(
            f"{expression!r} is not a regular expression: {problem}", next_step="escape it with re.escape"
        ) from None


class _Uuid(Matcher):
    def matches(self, actual: object) -> bool:
        return isinstance(actual, str) and UUID.fullmatch(actual) is not None

    def __repr__(self) -> str:
        return "a_uuid"


class _IsoTime(Matcher):
    def matches(self, actual: object) -> bool:
        if not (isinstance(actual, str) and ISO_TIME.fullmatch(actual)):
            return False
        try:
            datetime.fromisoformat(actual)
        except ValueError:
            return False
        return True

    def __repr__(self) -> str:
        return "an_iso_time"


class _Timestamp(_IsoTime):
    """What ``fromisoformat`` reads besides has digits of other scripts, offsets, other fractions."""

    def matches(self, actual: object) -> bool:
        return super().matches(actual) and TIMESTAMP.fullmatch(str(actual)) is not None

    def __repr__(self) -> str:
        return "a_timestamp"


a_timestamp: Matcher = _Timestamp()
"""``2026-01-02T03:04:05.678Z`` and no other form: that of both SDKs' own moments (facts: segment.md 2.2)."""
a_uuid: Matcher = _Uuid()
"""A UUID in either case."""
an_iso_time: Matcher = _IsoTime()
"""``2026-01-02T03:04:05.678Z``, with any fraction and offset."""


@dataclass(frozen=True, repr=False)
class _Approximately(Matcher):
    number: float
    tolerance: float

    def matches(self, actual: object) -> bool:
        if isinstance(actual, bool) or not isinstance(actual, int | float):
            return False
        return abs(actual - self.number) <= self.tolerance

    def __repr__(self) -> str:
        return f"approximately({self.number!r}, {self.tolerance!r})"


def approximately(number: float, tolerance: float = 1e-6) -> Matcher:
    """A number not further away than ``tolerance``."""
    return _Approximately(number, tolerance)


@dataclass(frozen=True, repr=False)
class _OneOf(Matcher):
    choices: tuple[object, ...]

    def matches(self, actual: object) -> bool:
        return any(not any(differences(choice, actual, "")) for choice in self.choices)

    def __repr__(self) -> str:
        return f"one_of({', '.join(map(repr, self.choices))})"


def one_of(*choices: object) -> Matcher:
    """Any of these values or matchers."""
    return _OneOf(choices)


@dataclass(frozen=True, repr=False)
class _Object(Matcher):
    """An object that has these keys; ``is_subset``: it may have others, at every depth."""

    keys: Mapping[str, object]
    is_subset: bool

    def matches(self, actual: object) -> bool:
        return not any(self.differences(actual, ""))

    def differences(self, actual: object, path: str) -> Iterator[Mismatch]:
        if not isinstance(actual, Mapping):
            yield Mismatch(path, self, actual)
        else:
            yield from differences(self.keys, actual, path, is_subset=self.is_subset)

    def __repr__(self) -> str:
        return f"{'containing' if self.is_subset else 'exactly'}({self.keys!r})"


def containing(keys: Mapping[str, object]) -> Matcher:
    """An object with at least these keys, and so on inside it; lists have their elements in order."""
    return _Object(keys, is_subset=True)


def exactly(keys: Mapping[str, object]) -> Matcher:
    """An object with these keys and no other: for properties and traits, of which a plain dict leaves others free."""
    return _Object(keys, is_subset=False)
