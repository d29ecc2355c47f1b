"""Which differences are known, and why they are right: data, an entry each, and each must still be needed.

    [[explained]]
    rule = "framing"
    path = "POST api.segment.io/v1/b http"
    reason = "analytics-kotlin before 1.25.0 speaks HTTP/1.1 (jvm.md 3)"

``*`` stands for any text; ``left`` and ``right`` may say more narrowly what stands there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from harness import compare
from harness.errors import ConfigurationError
from harness.findings import Finding

FORM = 'an entry is [[explained]] with rule = "...", path = "..." and reason = "...", and left and right if need be'


@dataclass(frozen=True)
class Explanation:
    rule: str
    path: str
    reason: str
    left: str = "*"
    right: str = "*"

    def explains(self, finding: Finding) -> bool:
        sides = finding.sides
        return (
            sides is not None
            and finding.rule == self.rule
            and fits(self.path, sides.path)
            and fits(self.left, sides.left)
            and fits(self.right, sides.right)
        )

    def __str__(self) -> str:
        return f"{self.rule}: {self.path} ({self.reason})"


@dataclass(frozen=True)
class Explained:
    """Findings that an entry explains have its reason; ``stale`` are entries that explain none of them."""

    findings: Sequence[Finding]
    stale: Sequence[Explanation] = ()

    @property
    def unexplained(self) -> list[Finding]:
        """Those that somebody has to answer for: what is only told is none of them."""
        return [one for one in self.findings if not reason_of(one) and one.severity != "info"]


def explain(findings: Iterable[Finding], explanations: Sequence[Explanation]) -> Explained:
    told, used = [], set()
    for finding in findings:
        found = next((one for one in explanations if one.explains(finding)), None)
        if found is not None and finding.sides is not None:
            used.add(found)
            finding = replace(finding, sides=replace(finding.sides, reason=found.reason))
        told.append(finding)
    return Explained(told, [one for one in explanations if one not in used])


def reason_of(finding: Finding) -> str:
    return finding.sides.reason if finding.sides is not None else ""


def fits(pattern: str, text: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), text, re.DOTALL) is not None


def load_explanations(file: Path) -> list[Explanation]:
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise ConfigurationError(f"{file} cannot be read: {problem}", next_step=FORM) from problem
    rows = said.pop("explained", [])
    if said or not isinstance(rows, list):
        raise ConfigurationError(f"{file} says {', '.join(said) or 'no list'} where nothing is read", next_step=FORM)
    return [_read(row, number, file) for number, row in enumerate(rows, 1)]


def _read(row: Any, number: int, file: Path) -> Explanation:
    place = f"entry {number} of {file}"
    known = {field.name for field in fields(Explanation)}
    if not isinstance(row, dict) or not {"rule", "path", "reason"} <= set(row) or set(row) - known:
        raise ConfigurationError(f"{place} cannot be read", next_step=FORM)
    if not all(isinstance(value, str) and value.strip() for value in row.values()):
        raise ConfigurationError(f"{place} says something that is no text", next_step=FORM)
    if row["rule"] not in compare.names():
        raise ConfigurationError(
            f"{place} names no comparator: {row['rule']!r}", next_step=f"name one of {', '.join(compare.names())}"
        )
    return Explanation(**row)
