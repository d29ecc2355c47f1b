"""What the real drivers accept: their ``mobile:`` methods, arguments and routes, and their words for a refusal.

The files in contracts/ were read out of the released packages (facts: appium.md 2b); the words are those of
facts appium.md 2c.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from harness.w3c.arguments import Arguments, Json
from harness.w3c.errors import WebDriverError, invalid_argument, unknown_method
from harness.w3c.phone import Platform

FOLDER = Path(__file__).parent / "contracts"
FILES: Mapping[Platform, str] = {"android": "uiautomator2-8.7.0.json", "ios": "xcuitest-12.13.1.json"}
CLOSE_ENOUGH = 2
"""Appium suggests a name that is at most so many edits away."""


@dataclass(frozen=True)
class Parameters:
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    def check(self, given: Mapping[str, Json]) -> None:
        """Unknown ones are ignored: the client sends both platforms' names for an app's id."""
        missing = [name for name in self.required if name not in given]
        if missing:
            raise invalid_argument(self._explain(missing, list(given)))

    def _explain(self, missing: Sequence[str], given: Sequence[str]) -> str:
        verb = " is" if len(missing) == 1 else "s are"
        lines = [f"The following required parameter{verb} missing: {_as_json(missing)}"]
        lines.append(f"Known required parameters are: {_as_json(self.required)}")
        if self.optional:
            lines.append(f"Known optional parameters are: {_as_json(self.optional)}")
        return "\n".join([*lines, f"You have provided: {_as_json(given)}" if given else "You have provided none"])


@dataclass(frozen=True)
class Contract:
    """One released driver's."""

    driver: str
    version: str
    methods: Mapping[str, Parameters]
    routes: frozenset[tuple[str, re.Pattern[str]]]

    def check(self, method: str, given: Mapping[str, Json]) -> Arguments:
        """``method`` with its prefix, one space between: ``mobile: lock``."""
        if method not in self.methods:
            raise self._unsupported(method)
        self.methods[method].check(given)
        return Arguments(given)

    def knows_route(self, http_method: str, path: str) -> bool:
        """``path`` begins after the session's id."""
        return any(verb == http_method and pattern.fullmatch(path) for verb, pattern in self.routes)

    def _unsupported(self, method: str) -> WebDriverError:
        ranked = sorted(self.methods, key=lambda name: (count_edits(method, name), name))
        suggestion = f", did you mean '{ranked[0]}'?" if count_edits(method, ranked[0]) <= CLOSE_ENOUGH else "."
        return unknown_method(
            f"Unsupported execute method '{method}'{suggestion} Make sure the installed {self.driver} is up-to-date. "
            f"Execute methods available in the current driver version are: {', '.join(ranked)}"
        )


@cache
def contract_of(platform: Platform) -> Contract:
    written = json.loads((FOLDER / FILES[platform]).read_text(encoding="utf-8"))
    methods = {
        name: Parameters(tuple(kinds["required"]), tuple(kinds["optional"]))
        for name, kinds in written["execute"].items()
    }
    return Contract(written["driver"], written["version"], methods, _parse_routes(written["routes"]))


def _parse_routes(lines: Iterable[str]) -> frozenset[tuple[str, re.Pattern[str]]]:
    """``POST /session/:sessionId/element/:elementId/submit`` -> POST and a pattern of what follows the session."""
    parsed = set()
    for line in lines:
        verb, template = line.split(" ", 1)
        path = template.removeprefix("/session/:sessionId")
        parsed.add((verb, re.compile(re.sub(r":\w+", "[^/]+", path))))
    return frozenset(parsed)


def _as_json(names: Sequence[str]) -> str:
    return json.dumps(list(names), separators=(",", ":"))


def count_edits(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed to make one of the other (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        above, row[0] = row[0], i
        for j, wanted in enumerate(other, start=1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (letter != wanted))
    return row[len(other)]


def read_script_arguments(args: Json) -> Mapping[str, Json]:
    """The one object that a ``mobile:`` script takes, of the array that WebDriver passes on."""
    if not isinstance(args, list) or len(args) > 1:
        raise invalid_argument(
            "Did not get correct format of arguments for execute method. Expected zero or one arguments to execute "
            f"script and instead received: {json.dumps(args)}"
        )
    given = args[0] if args and args[0] is not None else {}
    if not isinstance(given, dict):
        raise invalid_argument(
            "Did not receive an appropriate execute method parameters object. It needs to be deserializable as a "
            "plain JS object"
        )
    return cast(Mapping[str, Json], given)
