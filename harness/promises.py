"""The destination's page as a table: ``promises.toml`` and ``page.md`` beside the tests that hold it.

A row is a promise of the page: ``says`` (its own words), ``section`` (``iOS > Reset Users``), ``platforms``, and either
``tests`` with ``kills`` (faults that redden one of them), or a ``reason`` and ``why`` nothing can be asked of a phone.
The table ``beyond`` names the tests that hold no sentence of the page, with what they serve.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from harness.errors import ConfigurationError

FILE, PAGE = "promises.toml", "page.md"
REASONS = ("dashboard", "billing", "appearance", "vendor server", "web: later")
PLATFORMS = ("android", "ios", "web")
BEYOND = "beyond"
LISTS = {"platforms", "tests", "kills"}
KEYS = {"says", "section", "reason", "why"} | LISTS
FORM = "a row has says, section, platforms, and either tests and kills or reason and why"
PREAMBLE = "MoEngage Destination"


@dataclass(frozen=True)
class Promise:
    """``tests`` are ``file.py::test_name``."""

    name: str
    says: str
    section: str
    platforms: tuple[str, ...]
    tests: tuple[str, ...] = ()
    kills: tuple[str, ...] = ()
    reason: str = ""
    why: str = ""

    @property
    def is_held(self) -> bool:
        return bool(self.tests)

    @property
    def functions(self) -> frozenset[str]:
        return frozenset(test.rpartition("::")[2] for test in self.tests)

    def plain(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "says": self.says,
            "section": self.section,
            "platforms": list(self.platforms),
            "tests": list(self.tests),
            "kills": list(self.kills),
            "reason": self.reason or None,
        }


@dataclass(frozen=True)
class Promises:
    """In the page's order. ``beyond``: ``file.py::test_name`` -> the scenario or the fact that it serves."""

    rows: tuple[Promise, ...]
    beyond: Mapping[str, str]


def load_promises(folder: Path) -> Promises:
    file = folder / FILE
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise ConfigurationError(f"{file} cannot be read: {problem}", next_step=FORM) from problem
    beyond = tables.pop(BEYOND, {})
    if not isinstance(beyond, dict) or not all(isinstance(one, str) and one for one in beyond.values()):
        raise ConfigurationError(f"{file}: [{BEYOND}] says of a test what it serves", next_step="give each test a text")
    return Promises(tuple(_promise_of(f"{file}: {name}", name, table) for name, table in tables.items()), beyond)


def _promise_of(place: str, name: str, table: object) -> Promise:
    if not isinstance(table, dict) or table.keys() - KEYS or not {"says", "section", "platforms"} <= table.keys():
        raise ConfigurationError(f"{place} is no row", next_step=FORM)
    if wrong := sorted(key for key, one in table.items() if not _is_fit(key, one)):
        raise ConfigurationError(f"{place}: {', '.join(wrong)} is of the wrong form", next_step=FORM)
    said: dict[str, Any] = {key: tuple(one) if key in LISTS else one for key, one in table.items()}
    promise = Promise(name, **said)
    _check(promise, place)
    return promise


def _is_fit(key: str, value: object) -> bool:
    if key in LISTS:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, str)


def _check(promise: Promise, place: str) -> None:
    if set(promise.platforms) - set(PLATFORMS) or not promise.platforms:
        raise ConfigurationError(f"{place}: for no platform", next_step=f"choose platforms from {', '.join(PLATFORMS)}")
    if promise.is_held == bool(promise.reason) or bool(promise.reason) != bool(promise.why):
        raise ConfigurationError(f"{place} has tests and a reason, or neither, or no why", next_step=FORM)
    if promise.reason and promise.reason not in REASONS:
        raise ConfigurationError(f"{place}: {promise.reason!r} is no reason", next_step=f"one of {', '.join(REASONS)}")


def sections_of(page: str) -> dict[str, str]:
    """``{"iOS > Reset Users": text}``: a heading under the one of level two that it belongs to; blanks made one."""
    found: dict[str, list[str]] = {PREAMBLE: []}
    top = current = PREAMBLE
    for line in page.splitlines():
        if heading := re.fullmatch(r"(##+) (.+?)\s*", line):
            top = heading[2] if heading[1] == "##" else top
            current = top if heading[1] == "##" else f"{top} > {heading[2]}"
            found.setdefault(current, [])
        else:
            found[current].append(line)
    return {section: one_line(" ".join(lines)) for section, lines in found.items()}


def one_line(text: str) -> str:
    return " ".join(text.split())


def misquoted(promises: Promises, page: str) -> list[str]:
    """Rows whose words do not stand in their section."""
    sections = sections_of(page)
    return [
        f"{row.name}: section {row.section!r} does not say {row.says!r}"
        for row in promises.rows
        if one_line(row.says) not in sections.get(row.section, "")
    ]


def out_of_order(promises: Promises, page: str) -> list[str]:
    """Rows that stand behind one whose words come later on the page."""
    sections = sections_of(page)
    order = {section: position for position, section in enumerate(sections)}
    places = [
        (order.get(row.section, -1), sections.get(row.section, "").find(one_line(row.says))) for row in promises.rows
    ]
    pairs = zip(promises.rows[1:], pairwise(places), strict=True)
    return [row.name for row, (before, place) in pairs if place < before]
