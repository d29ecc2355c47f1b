"""The order of releases, as Maven and the Swift Package Manager have it for what SDKs are released as."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import total_ordering

FORM = re.compile(r"v?(\d+(?:\.\d+)*)(?:[-.]?([A-Za-z][\w.-]*))?(?:\+.*)?")
BEFORE = ("alpha", "beta", "milestone", "rc", "snapshot")
"""Maven's words for what comes before a release, in their order; any other word comes before these, by the alphabet."""


@total_ordering
@dataclass(frozen=True)
class Version:
    """``15.02.00`` is ``15.2``; ``2.0.0-rc.1`` comes before ``2.0.0``; what stands behind a plus does not count."""

    text: str = field(compare=False)
    numbers: tuple[int, ...]
    label: tuple[tuple[int, int, str], ...] = ()

    def __lt__(self, other: Version) -> bool:
        return (self.numbers, not self.label, self.label) < (other.numbers, not other.label, other.label)

    def __str__(self) -> str:
        return self.text


def parse_version(text: str) -> Version | None:
    """None where it is no release's number."""
    found = FORM.fullmatch(text.strip())
    if found is None:
        return None
    numbers = [int(one) for one in found[1].split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return Version(text.strip(), tuple(numbers), tuple(_ranked(one) for one in _pieces(found[2] or "")))


def _pieces(label: str) -> list[str]:
    return re.findall(r"\d+|[a-z]+", label.lower())


def _ranked(piece: str) -> tuple[int, int, str]:
    """Words before numbers (``rc`` before ``rc.1``), known words by their rank."""
    if piece.isdigit():
        return (2, int(piece), "")
    return (1, BEFORE.index(piece), "") if piece in BEFORE else (0, 0, piece)
