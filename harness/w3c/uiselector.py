"""Android's ``new UiSelector().text("Run").enabled(true)``: what its conditions ask of a node's attributes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from harness.w3c.errors import invalid_selector

Attributes = Mapping[str, str]
Condition = Callable[[Attributes], bool]

_CALL = re.compile(r"""\.(?P<name>\w+)\(\s*(?P<value>"(?:[^"\\]|\\.)*"|true|false|\d+)\s*\)\s*""")
_START = re.compile(r"\s*(?:new\s+)?UiSelector\(\)\s*")
_TEXTS = {"text": "text", "description": "content-desc", "resourceId": "resource-id", "className": "class"}
_FACTS = {name: name for name in ("checkable", "checked", "clickable", "enabled", "focusable", "focused", "selected")}
_HOW: Mapping[str, Callable[[str, str], bool]] = {
    "": lambda actual, wanted: actual == wanted,
    "Contains": lambda actual, wanted: wanted.lower() in actual.lower(),
    "StartsWith": lambda actual, wanted: actual.lower().startswith(wanted.lower()),
    "Matches": lambda actual, wanted: re.fullmatch(wanted, actual) is not None,
}


@dataclass(frozen=True)
class UiSelector:
    conditions: tuple[Condition, ...]
    instance: int | None = None
    """Of all that match, only the one with this number, from 0."""

    def matches(self, attributes: Attributes) -> bool:
        return all(condition(attributes) for condition in self.conditions)


def parse_uiselector(written: str) -> UiSelector:
    """Chained conditions on text, description, resourceId, className and on/off facts, and ``instance``."""
    start = _START.match(written)
    if start is None:
        raise _refused(written)
    position, conditions, instance = start.end(), list[Condition](), None
    while position < len(written.rstrip().rstrip(";")):
        call = _CALL.match(written, position)
        if call is None:
            raise _refused(written)
        if call["name"] in ("instance", "index") and call["value"].isdigit():
            instance = int(call["value"])
        else:
            conditions.append(_condition(call["name"], call["value"], written))
        position = call.end()
    return UiSelector(tuple(conditions), instance)


def _condition(name: str, literal: str, written: str) -> Condition:
    if name in _FACTS and literal in ("true", "false"):
        return lambda attributes: attributes[_FACTS[name]] == literal
    for field, attribute in _TEXTS.items():
        how = name.removeprefix(field)
        if name.startswith(field) and how in _HOW and literal.startswith('"'):
            return _comparison(attribute, how, _unquoted(literal, written), written)
    raise _refused(written)


def _comparison(attribute: str, how: str, wanted: str, written: str) -> Condition:
    if how == "Matches":
        try:
            re.compile(wanted)
        except re.error as problem:
            raise _refused(written) from problem
    return lambda attributes: _HOW[how](attributes[attribute], wanted)


def _unquoted(literal: str, written: str) -> str:
    try:
        return str(json.loads(literal))
    except ValueError as problem:
        raise _refused(written) from problem


def _refused(written: str) -> Exception:
    return invalid_selector(
        f"Could not parse expression `{written}`: the virtual phone knows new UiSelector() with text, description, "
        "resourceId and className (also ...Contains, ...StartsWith, ...Matches), enabled(true) and such, instance(n)"
    )
