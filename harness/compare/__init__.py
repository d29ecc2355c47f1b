"""Two recordings compared: one machine for two releases, two platforms, a model and the real thing.

A comparator is a module of ``comparators`` with a docstring (what must be alike), ``SEVERITY`` and ``compare(both)``,
which yields differences.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from harness.calls import exchange_id_of
from harness.compare import comparators
from harness.compare.pairing import Both
from harness.compare.sides import Side
from harness.findings import MOST_EXCHANGES, Difference, Finding, Severity, Sides
from harness.reading import Recording

Key = tuple[str, str, str, Severity]


@dataclass(frozen=True)
class Comparator:
    name: str
    severity: Severity
    what: str
    compare: Callable[[Both], Iterable[Difference]]


@cache
def all_comparators() -> tuple[Comparator, ...]:
    """In the order of their names."""
    return tuple(_load(found.name) for found in pkgutil.iter_modules(comparators.__path__))


def _load(name: str) -> Comparator:
    module = importlib.import_module(f"{comparators.__name__}.{name}")
    return Comparator(name, module.SEVERITY, str(module.__doc__).strip().splitlines()[0], module.compare)


def names() -> list[str]:
    return [one.name for one in all_comparators()]


def compare(left: Recording, right: Recording) -> list[Finding]:
    """Errors first, then in the order of the comparators; what one says again of another place is one finding."""
    both = Both(Side.of(left), Side.of(right))
    found = [finding for one in all_comparators() for finding in _findings(one, both)]
    return sorted(found, key=lambda finding: ("error", "warning", "info").index(finding.severity))


def _findings(comparator: Comparator, both: Both) -> Iterator[Finding]:
    first: dict[Key, Difference] = {}
    counts: Counter[Key] = Counter()
    ids: dict[Key, dict[str, None]] = defaultdict(dict)
    for one in _differences(comparator, both):
        key = (one.path, one.left, one.right, one.severity or comparator.severity)
        first.setdefault(key, one)
        counts[key] += 1
        if one.left_where and len(ids[key]) < MOST_EXCHANGES:
            ids[key][exchange_id_of(one.left_where)] = None
    for key, one in first.items():
        sides = Sides(one.path, one.left, one.right, one.right_where)
        message = f"{one.path}: {one.left} | {one.right}"
        yield Finding(comparator.name, key[3], message, one.left_where, tuple(ids[key]), counts[key], sides)


def _differences(comparator: Comparator, both: Both) -> Iterator[Difference]:
    """A capture file may hold anything: a comparator that cannot read it says so, and the others go on."""
    try:
        yield from comparator.compare(both)
    except Exception as problem:
        yield Difference("*", f"could not be compared: {type(problem).__name__}: {problem}", "", severity="warning")
