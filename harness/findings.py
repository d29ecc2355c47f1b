"""What a rule or a comparison has to say about traffic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from harness.calls import exchange_id_of

Severity = Literal["error", "warning", "info"]
MOST_EXCHANGES = 20


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule sees at one place: ``where`` is a source (``75e4 /batch/0``), or empty. ``severity``: the rule's."""

    where: str
    message: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a comparator sees at one place of two recordings. ``path`` names it alike in both: a call and a field of it
    (``segment track 'Bought' /properties/price``), or an endpoint; ``left`` and ``right`` are what stands there, as
    text; ``*_where`` are sources, or empty. ``severity``: the comparator's."""

    path: str
    left: str
    right: str
    left_where: str = ""
    right_where: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """Of a finding of a comparison; ``reason`` explains it, where somebody has."""

    path: str
    left: str
    right: str
    right_where: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """``rule`` says it of the place ``where`` (``75e4 /batch/0``) first, and so often in all; ``exchanges`` are ids.

    Of a comparison ``where`` is the place on the left, ``sides`` what both say.
    """

    rule: str
    severity: Severity
    message: str
    where: str = ""
    exchanges: tuple[str, ...] = ()
    count: int = 1
    sides: Sides | None = None

    @property
    def exchange(self) -> str:
        """The first one's id; empty where there is none to show."""
        return exchange_id_of(self.where)

    def __str__(self) -> str:
        place = f" [{self._place()}]" if self._place() else ""
        more = f" (and {self.count - 1} more)" if self.count > 1 else ""
        return f"{self.rule}: {self.message}{place}{more}"

    def _place(self) -> str:
        if self.sides is None:
            return self.where
        return (
            " | ".join((self.where or "-", self.sides.right_where or "-"))
            if self.where or self.sides.right_where
            else ""
        )

    def plain(self) -> dict[str, object]:
        """``{"rule", "severity", "exchange", "message", "where", "exchanges", "count"}``; of a comparison ``sides``
        too: ``{"path", "left", "right", "right_where", "reason"}``."""
        sides = {} if self.sides is None else {"sides": asdict(self.sides)}
        return {
            "rule": self.rule,
            "severity": self.severity,
            "exchange": self.exchange,
            "message": self.message,
            "where": self.where,
            "exchanges": list(self.exchanges),
            "count": self.count,
            **sides,
        }


@dataclass(frozen=True)
class Judged:
    """What the rules found in one test's traffic; ``allowed`` are the reasons of its marks, by rule."""

    findings: tuple[Finding, ...] = ()
    allowed: Mapping[str, str] = field(default_factory=dict)

    @property
    def broken(self) -> tuple[Finding, ...]:
        """What fails the test."""
        return tuple(one for one in self.findings if one.severity == "error" and one.rule not in self.allowed)

    @property
    def spared(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.severity == "error" and one.rule in self.allowed)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.severity != "error")

    def plain(self) -> dict[str, object]:
        """Plain values, so that xdist can send them."""
        return {"findings": [finding.plain() for finding in self.findings], "allowed": dict(self.allowed)}

    @classmethod
    def from_plain(cls, said: Mapping[str, Any]) -> Judged:
        return cls(tuple(finding_of(one) for one in said["findings"]), said["allowed"])


def finding_of(said: Mapping[str, Any]) -> Finding:
    known = {name: said[name] for name in ("rule", "severity", "message", "where", "count")}
    sides = Sides(**said["sides"]) if "sides" in said else None
    return Finding(**known, exchanges=tuple(said["exchanges"]), sides=sides)
