"""Known defects of released SDKs: ``known_gaps.toml`` beside the tests that say what was promised.

A test that stands in a gap is expected to fail by an assertion (xfailed); one that passes is an error, for then the
gap can be closed.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from harness.builds import Build
from harness.errors import ConfigurationError
from harness.versions import Version, parse_version

FILE = "known_gaps.toml"
PLATFORMS = ("android", "ios")
SDKS = ("analytics-kotlin", "analytics-swift", "MoEngage destination", "MoEngage SDK", "kotlinx-serialization-json")
TEXTS = ("test", "platform", "sdk", "reason", "source", "evidence")
MAY = ("note",)
FORM = "a gap is a table with test, platform, sdk, reason, source (or link) and evidence, each a text"
BOUND = re.compile(r"(>=|<=|<|>|=)\s*(\S+)")
HOLDS: dict[str, Callable[[Version, Version], bool]] = {
    ">=": lambda one, other: one >= other,
    "<=": lambda one, other: one <= other,
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "=": lambda one, other: one == other,
}


@dataclass(frozen=True)
class Range:
    """``analytics-kotlin >= 1.21, < 1.25``; without bounds (``analytics-swift *``) every release of it."""

    sdk: str
    bounds: tuple[tuple[str, Version], ...] = ()

    def holds(self, build: Build) -> bool:
        """Whether the build has a release of the range in it."""
        return any(self._holds(*said.rsplit(" ", 1)) for said in build.sdks())

    def _holds(self, sdk: str, release: str) -> bool:
        version = parse_version(release)
        return sdk == self.sdk and version is not None and all(HOLDS[sign](version, one) for sign, one in self.bounds)


@dataclass(frozen=True)
class Gap:
    """``test``: ``test_x``, ``test_a.py::test_x``, either with a parameter in brackets. ``source`` is the fact or the
    link that says so, ``evidence`` what was seen of it."""

    name: str
    test: str
    platform: str
    releases: Range
    reason: str
    source: str
    evidence: str
    note: str = ""
    """Of a race, which any test may meet: the kind of note that says so in the test's ledger."""

    def covers(self, node_id: str) -> bool:
        file, _, name = node_id.replace("\\", "/").rpartition("::")
        wanted_file, _, wanted = self.test.rpartition("::")
        is_in_file = not wanted_file or file.partition("::")[0].rpartition("/")[2] == wanted_file
        return is_in_file and wanted in _names_of(name)

    def applies_to(self, build: Build) -> bool:
        return self.platform == build.platform and self.releases.holds(build)

    @property
    def function(self) -> str:
        return self.test.rpartition("::")[2].partition("[")[0]


def _names_of(name: str) -> set[str]:
    """Of ``test_x[virtual:ios-killed]``: itself, ``test_x[killed]`` and ``test_x``."""
    function, _, parameters = name.rstrip("]").partition("[")
    return {name, function, f"{function}[{parameters.partition('-')[2]}]"}


@dataclass(frozen=True)
class Standing:
    """A test in its gap, as the build that it ran as. ``is_strict``: without a fault, which may close any gap."""

    gap: Gap
    test: str
    build: Build
    is_strict: bool = True

    @property
    def reason(self) -> str:
        return f"known gap: {self.gap.reason}"

    def refuse_to_pass(self) -> None:
        """ConfigurationError: the table says what is not true any more."""
        raise ConfigurationError(
            f"the known gap {self.gap.name!r} can be closed: {self.test} passed on {self.build.name} "
            f"({', '.join(self.build.sdks())})",
            next_step=f"delete [{self.gap.name}] from {FILE}, or end its range (sdk) before these releases",
        )

    def plain(self) -> dict[str, str]:
        """Plain values, so that xdist can send them."""
        gap = self.gap
        return {"name": gap.name, "reason": gap.reason, "source": gap.source, "build": self.build.name}


@contextmanager
def expecting(
    find: Callable[[], Standing | None],
    expected: Callable[[str], BaseException],
    met: Callable[[], Standing | None] = lambda: None,
) -> Iterator[None]:
    """Where ``find`` knows a gap: an assertion that fails is raised as ``expected``, one that holds is an error. What
    ``met`` knows is a race that the test met: it explains a failure and forbids no success."""
    __tracebackhide__ = True
    try:
        yield
    except AssertionError as problem:
        if standing := find() or met():
            raise expected(standing.reason) from problem
        raise
    if standing := find():
        if standing.is_strict:
            standing.refuse_to_pass()
        raise expected(standing.reason)


def find_gap(gaps: Iterable[Gap], node_id: str, build: Build) -> Gap | None:
    """The one in which this test stands as this build."""
    return next((gap for gap in gaps if gap.covers(node_id) and gap.applies_to(build)), None)


def find_race(gaps: Iterable[Gap], kinds: Collection[str], build: Build) -> Gap | None:
    """The one whose note is among ``kinds``."""
    return next((gap for gap in gaps if gap.note and gap.note in kinds and gap.applies_to(build)), None)


@cache
def known_gaps(folder: Path) -> tuple[Gap, ...]:
    """Those of the tests in this folder; none where it has no file of them."""
    file = folder / FILE
    if not file.exists():
        return ()
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise ConfigurationError(f"{file} cannot be read: {problem}", next_step=FORM) from problem
    gaps = tuple(_gap_of(f"{file}: {name}", name, table) for name, table in tables.items())
    _check_tests(gaps, file)
    return gaps


def _gap_of(place: str, name: str, table: object) -> Gap:
    if not isinstance(table, dict):
        raise ConfigurationError(f"{place} is no table", next_step=FORM)
    said = {"source": table.get("link"), **{key: value for key, value in table.items() if key != "link"}}
    _check_texts(place, said)
    if said["platform"] not in PLATFORMS:
        raise ConfigurationError(f"{place}: platform is {said['platform']!r}", next_step="say android or ios")
    releases = parse_range(said.pop("sdk"), place)
    return Gap(name=name, releases=releases, **said)


def _check_texts(place: str, said: dict[str, Any]) -> None:
    if unknown := sorted(said.keys() - {*TEXTS, *MAY}):
        raise ConfigurationError(f"{place}: no gap has {', '.join(unknown)}", next_step=FORM)
    if missing := [key for key in TEXTS if not isinstance(said.get(key), str) or not said[key].strip()]:
        raise ConfigurationError(f"{place} does not say its {', '.join(missing)}", next_step=FORM)


def parse_range(text: str, place: str = FILE) -> Range:
    """``MoEngage destination >= 3.3.0, < 5``, ``analytics-swift *``."""
    sdk = next((one for one in SDKS if text.startswith(f"{one} ")), None)
    if sdk is None:
        raise ConfigurationError(
            f"{place}: {text!r} is no range of a known SDK", next_step=f"begin with one of {', '.join(SDKS)}"
        )
    said = text.removeprefix(sdk).strip()
    bounds = [] if said == "*" else [_bound_of(one.strip()) for one in said.split(",")]
    if None in bounds:
        raise ConfigurationError(f"{place}: {text!r} is no range", next_step=f'write "{sdk} >= 1.21, < 2" or "{sdk} *"')
    return Range(sdk, tuple(bound for bound in bounds if bound))


def _bound_of(text: str) -> tuple[str, Version] | None:
    found = BOUND.fullmatch(text)
    version = parse_version(found[2]) if found else None
    return (found[1], version) if found and version else None


def _check_tests(gaps: Iterable[Gap], file: Path) -> None:
    for gap in gaps:
        named = gap.test.rpartition("::")[0]
        where = [file.parent / named] if named else sorted(file.parent.glob("test_*.py"))
        if not any(gap.function in functions_of(one) for one in where):
            raise ConfigurationError(
                f"{file}: {gap.name} names {gap.test}, and there is no such test", next_step="mend the name of its test"
            )


@cache
def functions_of(file: Path) -> frozenset[str]:
    """The names of a test file's functions, of its classes too; none of a file that cannot be read."""
    try:
        tree = ast.parse(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError):
        return frozenset()
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, functions))


def check_parameters(gaps: Iterable[Gap], node_ids: Iterable[str]) -> None:
    """ConfigurationError for a gap whose function was collected, and none of whose parameters is the gap's."""
    collected = list(node_ids)
    for gap in gaps:
        of_function = [one for one in collected if gap.function in _names_of(one.rpartition("::")[2])]
        if of_function and not any(gap.covers(one) for one in of_function):
            raise ConfigurationError(
                f"{FILE}: {gap.name} names {gap.test}, which has no such parameter or is in another file",
                next_step=f"choose one of {', '.join(of_function)}",
            )
