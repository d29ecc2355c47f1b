"""What must hold of all traffic without being asked: one rule a file, its name the file's, listed flat.

A rule is a module with a docstring (what must hold), ``SEVERITY`` and ``judge(traffic)``, which yields flaws.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from harness.calls import exchange_id_of
from harness.findings import MOST_EXCHANGES, Finding, Flaw, Severity
from harness.traffic import Traffic


@dataclass(frozen=True)
class Rule:
    name: str
    severity: Severity
    what: str
    judge: Callable[[Traffic], Iterable[Flaw]]


@cache
def all_rules() -> tuple[Rule, ...]:
    """In the order of their names."""
    return tuple(_load(found.name) for found in pkgutil.iter_modules(__path__))


def _load(name: str) -> Rule:
    module = importlib.import_module(f"{__name__}.{name}")
    return Rule(name, module.SEVERITY, str(module.__doc__).strip().splitlines()[0], module.judge)


def names() -> list[str]:
    return [rule.name for rule in all_rules()]


def judge(traffic: Traffic, but: Collection[str] = ()) -> list[Finding]:
    """Errors first, then in the order of the rules; what a rule says again of another place is one finding."""
    found = [finding for rule in all_rules() if rule.name not in but for finding in _findings(rule, traffic)]
    return sorted(found, key=lambda finding: ("error", "warning", "info").index(finding.severity))


def _findings(rule: Rule, traffic: Traffic) -> list[Finding]:
    first: dict[tuple[str, Severity], Flaw] = {}
    counts: Counter[tuple[str, Severity]] = Counter()
    ids: dict[tuple[str, Severity], dict[str, None]] = defaultdict(dict)
    for flaw in _flaws(rule, traffic):
        key = (flaw.message, flaw.severity or rule.severity)
        first.setdefault(key, flaw)
        counts[key] += 1
        if flaw.where and len(ids[key]) < MOST_EXCHANGES:
            ids[key][exchange_id_of(flaw.where)] = None
    return [Finding(rule.name, key[1], key[0], flaw.where, tuple(ids[key]), counts[key]) for key, flaw in first.items()]


def _flaws(rule: Rule, traffic: Traffic) -> Iterator[Flaw]:
    """A capture file may hold anything: a rule that cannot read it says so, and the others go on."""
    try:
        yield from rule.judge(traffic)
    except Exception as problem:
        yield Flaw("", f"the rule could not judge this: {type(problem).__name__}: {problem}", "warning")
