"""Typed arguments of a call, as the recordings of the real destination write them: ``["Int", 7]`` (moedest.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from harness.virtual.sdk.moengage_keys import GeoLocation

NULLS = ("null", "Null")
WORDS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}


class ArgumentError(ValueError):
    """An argument that says no value."""


def arguments_of(said: object) -> list[Any]:
    """Objects of the app's own (``["Application"]``) are left out: a model has no need of them."""
    if not isinstance(said, list):
        raise ArgumentError(f"args is a list, not {said!r:.80}")
    return [value_of(one) for one in said if not is_bare_object(one)]


def is_bare_object(typed: object) -> bool:
    """Something that has a type and nothing more to say."""
    return is_typed(typed) and len(typed) == 1 and typed[0] not in NULLS  # type: ignore[index,arg-type]


def is_typed(said: object) -> bool:
    return isinstance(said, list) and bool(said) and isinstance(said[0], str)


def value_of(typed: object) -> Any:
    """The value as the models have it: a Double stays a float, an object becomes a dict. A type that is not known here,
    such as an enum's, is what its value is."""
    if not isinstance(typed, list) or not is_typed(typed):
        raise ArgumentError(f'an argument is written as ["Type", value], not {typed!r:.80}')
    if typed[0] in NULLS:
        return None
    if is_bare_object(typed) and typed[0] not in READERS:
        return {}
    if len(typed) < 2:
        raise ArgumentError(f"{typed[0]} has no value")
    return READERS.get(typed[0], read_any)(typed[1])


def read_integer(said: object) -> int:
    if not isinstance(said, int) or isinstance(said, bool):
        raise ArgumentError(f"{said!r:.80} is no whole number")
    return said


def read_float(said: object) -> float:
    """JSON has no word for what is not finite."""
    if isinstance(said, str) and said in WORDS:
        return WORDS[said]
    if not isinstance(said, int | float) or isinstance(said, bool):
        raise ArgumentError(f"{said!r:.80} is no number")
    return float(said)


def read_flag(said: object) -> bool:
    if not isinstance(said, bool):
        raise ArgumentError(f"{said!r:.80} is neither true nor false")
    return said


def read_text(said: object) -> str:
    if not isinstance(said, str):
        raise ArgumentError(f"{said!r:.80} is no text")
    return said


def read_place(said: object) -> GeoLocation:
    place = read_any(said)
    if not isinstance(place, Mapping) or not {"latitude", "longitude"} <= set(place):
        raise ArgumentError(f"{said!r:.80} is no latitude and longitude")
    return GeoLocation(place["latitude"], place["longitude"])


def read_any(said: object) -> Any:
    """Members of objects and lists are typed in their turn, those of plain data are not (``IntegrationMeta``)."""
    if isinstance(said, Mapping):
        return {name: read_member(one) for name, one in said.items()}
    if isinstance(said, Sequence) and not isinstance(said, str):
        return [read_member(one) for one in said]
    return said


def read_member(said: object) -> Any:
    return value_of(said) if is_typed(said) else said


READERS: Mapping[str, Callable[[object], Any]] = {
    **dict.fromkeys(("Int", "Long", "Short", "Byte"), read_integer),
    **dict.fromkeys(("Double", "Float"), read_float),
    "Boolean": read_flag,
    "String": read_text,
    "GeoLocation": read_place,
}
