"""The description of a call that a vendor should receive, and how far a call is from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

from harness.calls import Call
from harness.errors import ConfigurationError
from harness.patterns.fields import (
    ABSENT,
    ANYONE,
    ANYTHING,
    NOBODY,
    UUID,
    Matcher,
    Mismatch,
    containing,
    differences,
    key_differences,
)
from harness.people import User

IDS = ("anonymous_id", "message_id", "previous_id")


class More(TypedDict, total=False):
    """What every pattern can ask of a call besides its own fields."""

    anonymous_id: object
    message_id: object
    context: object
    status: object


@dataclass(frozen=True, repr=False)
class Pattern:
    """``fields`` are fields of the call by name; ``data`` its properties or traits, called so in texts.

    A plain dict as ``data`` asks for exactly its values at its keys, and leaves other keys free.
    """

    vendor: str
    kind: str
    fields: Mapping[str, object] = field(default_factory=dict)
    data: object = ANYTHING
    data_name: str = "properties"

    def mismatches(self, call: Call) -> tuple[Mismatch, ...]:
        """Empty where the call is as described."""
        if (call.vendor, call.kind) != (self.vendor, self.kind):
            return (Mismatch("kind", f"{self.vendor} {self.kind}", f"{call.vendor} {call.kind}"),)
        return tuple(self._mismatches(call))

    def matches(self, call: Call) -> bool:
        return not self.mismatches(call)

    def closeness(self, call: Call) -> tuple[bool, int]:
        """The smaller the closer: first whether another name is meant, then how much differs."""
        found = self.mismatches(call)
        return any(one.field in ("kind", "name") for one in found), len(found)

    @property
    def name(self) -> str | None:
        """The name that a call must have, if that is one name: calls of others need not be looked at."""
        name = self.fields.get("name")
        return name if isinstance(name, str) else None

    def _mismatches(self, call: Call) -> Iterator[Mismatch]:
        for name, expected in self.fields.items():
            yield from differences(expected, _value(call, name), name)
        if isinstance(self.data, Mapping):
            yield from key_differences(self.data, call.data, self.data_name)
        elif self.data is ABSENT and call.data:
            yield Mismatch(self.data_name, ABSENT, call.data)
        elif isinstance(self.data, Matcher):
            yield from self.data.differences(call.data, self.data_name)

    def __str__(self) -> str:
        said = {**self.fields, **({} if self.data is ANYTHING else {self.data_name: self.data})}
        return f"{self.vendor} {self.kind}({', '.join(f'{name}={value!r}' for name, value in said.items())})"

    __repr__ = __str__


def closest(pattern: Pattern, calls: Sequence[Call]) -> Call | None:
    """Of calls in the order of their arrival the closest one; among equals the latest."""
    return min(reversed(calls), key=pattern.closeness, default=None)


def said(**fields: object) -> dict[str, object]:
    """The fields that say something, with ids comparable and a plain ``context`` as a part of the whole."""
    unsaid = (ANYTHING, ANYONE)
    return {name: _comparable(name, value) for name, value in fields.items() if not any(value is one for one in unsaid)}


def _comparable(name: str, value: object) -> object:
    if name in IDS and isinstance(value, str):
        return _SameId(value)
    if name == "context" and isinstance(value, Mapping):
        return containing(value)
    return value


def id_of(user: object) -> object:
    """A User's id; text, NOBODY, ANYONE and matchers as they are."""
    if user is None:
        raise ConfigurationError("the user is None", next_step="say NOBODY or ANYONE")
    return user.id if isinstance(user, User) else user


@dataclass(frozen=True, repr=False)
class _SameId(Matcher):
    """The same id; of a UUID the case is the platform's (facts: segment.md 11, row 4)."""

    text: str

    def matches(self, actual: object) -> bool:
        if actual == self.text:
            return True
        is_uuid = isinstance(actual, str) and UUID.fullmatch(actual) is not None
        return is_uuid and str(actual).lower() == self.text.lower()

    def differences(self, actual: object, path: str) -> Iterator[Mismatch]:
        if not self.matches(actual):
            yield Mismatch(path, self.text, actual)

    def __repr__(self) -> str:
        return repr(self.text)


def _value(call: Call, name: str) -> Any:
    """A call's field as patterns know it: nothing has a name."""
    if name == "user_id":
        return NOBODY if call.user_id is None else call.user_id
    if name == "category":
        return call.raw.get("category") or ABSENT  # Android sends "" where iOS sends nothing (facts: segment.md 2.3)
    if name == "value":
        return call.data.get("value", ABSENT)
    value = getattr(call, name) if name in Call.__slots__ else call.data.get(name)
    return ABSENT if value is None else value
