"""Which keys an object on the wire is known to have, and the names of those it has beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from harness.calls import Unknown

LONGEST_NAME = 60


@dataclass(frozen=True)
class Known:
    """``keys`` of one object; ``inside`` are those whose own keys are known too. A list is known by its elements.

    What an app gives (properties, traits, attributes) is a key without an inside: nothing in it is ever unknown.
    """

    keys: frozenset[str]
    inside: Mapping[str, Known] = field(default_factory=dict)


def known(*keys: str, **inside: Known) -> Known:
    return Known(frozenset(keys) | frozenset(inside), inside)


def unknown_names(holder: object, form: Known, path: str) -> Iterator[str]:
    """``context.foo``: paths of the keys that the form does not have; what is no object has no keys."""
    for one in holder if isinstance(holder, list) else (holder,):
        if isinstance(one, Mapping):
            yield from _unknown_keys(one, form, path)


def _unknown_keys(holder: Mapping[Any, object], form: Known, path: str) -> Iterator[str]:
    for key, value in holder.items():
        if key not in form.keys:
            yield f"{path}.{_short(str(key))}"
        elif key in form.inside:
            yield from unknown_names(value, form.inside[key], f"{path}.{key}")


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


@dataclass
class Strangers:
    """What one exchange says that is unknown: each name once, where it is first met."""

    vendor: str
    device: str
    exchange_id: str
    _found: dict[tuple[str, str], Unknown] = field(default_factory=dict)

    def fields(self, holder: object, form: Known, path: str, place: str, ids: Iterable[str] = ()) -> None:
        for name in unknown_names(holder, form, path):
            self._meet("field", name, place, ids)

    def action(self, name: str, place: str, ids: Iterable[str] = ()) -> None:
        self._meet("action", _short(name), place, ids)

    def _meet(self, what: Literal["field", "action"], name: str, place: str, ids: Iterable[str]) -> None:
        source = f"{self.exchange_id} {place}"
        met = Unknown(self.vendor, self.device, source, what, name, frozenset(ids))
        self._found.setdefault((what, name), met)

    def all(self) -> list[Unknown]:
        return list(self._found.values())
