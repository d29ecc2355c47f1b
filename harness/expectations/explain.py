"""A verdict as text: what was wanted, what came closest, everything around it, and how to see it again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from harness.calls import Call, Undecoded
from harness.expectations.excerpt import clipped, excerpt, one_line
from harness.expectations.verdict import Verdict
from harness.patterns.fields import Mismatch
from harness.wire.decode import UNKNOWN

MOST_OF_PATTERN = 400
MOST_OF_VALUE = 200
BEFORE_DIFFERENCE = 40
MOST_UNDECODED = 3
SIGNS = {"!": "as described", "?": "expected by nobody", ">": "the action after which calls count"}


def explain(verdict: Verdict) -> str:
    """The whole message of a failed expectation."""
    return "\n".join(_lines(verdict))


def _lines(verdict: Verdict) -> Iterator[str]:
    yield f"{clipped(str(verdict.pattern), MOST_OF_PATTERN)}: {verdict.said}"
    yield from _closest(verdict)
    yield from (f"fate of {fate}" for fate in verdict.fates)
    if verdict.is_missing:
        yield from _suspects(verdict)
    if verdict.wanted:
        yield "wanted in this order:"
        said = (clipped(str(pattern), MOST_OF_PATTERN) for pattern in verdict.wanted)
        yield from (f"    {number}. {pattern}" for number, pattern in enumerate(said, 1))
    if verdict.expected:
        yield "expected, and nothing else:"
        yield from (f"    {clipped(str(pattern), MOST_OF_PATTERN)}" for pattern in verdict.expected)
    if verdict.settled is not None:
        yield f"settled: {verdict.settled.text}"
    yield from _ledger(verdict)
    if verdict.recording:
        yield f"recording: {verdict.recording}"
    if verdict.repeat:
        yield f"repeat: {verdict.repeat}"


def _closest(verdict: Verdict) -> Iterator[str]:
    if verdict.earlier is not None and isinstance(verdict.earlier.what, Call):
        yield f"one came before the action, from {verdict.earlier.what.source}"
    if verdict.closest is not None and isinstance(verdict.closest.what, Call):
        yield f"closest call, from {verdict.closest.what.source}:"
        yield from (f"    {difference(mismatch)}" for mismatch in verdict.mismatches)


def difference(mismatch: Mismatch) -> str:
    """Of long values the part in which they begin to differ."""
    sides = one_line(repr(mismatch.expected)), one_line(repr(mismatch.actual))
    if max(map(len, sides)) > MOST_OF_VALUE:
        same = takewhile(lambda pair: pair[0] == pair[1], zip(*sides, strict=False))
        start = max(0, sum(1 for _ in same) - BEFORE_DIFFERENCE)
        before = "..." if start else ""
        sides = clipped(before + sides[0][start:], MOST_OF_VALUE), clipped(before + sides[1][start:], MOST_OF_VALUE)
    return f"{mismatch.field}: expected {sides[0]}, got {sides[1]}"


def _suspects(verdict: Verdict) -> Iterator[str]:
    """What could not be decoded may have held the call that is missing."""
    found = [
        entry.what
        for entry in verdict.entries
        if isinstance(entry.what, Undecoded)
        and entry.what.vendor in (verdict.pattern.vendor, UNKNOWN)
        and entry.position > verdict.since
    ]
    for what in found[-MOST_UNDECODED:]:
        yield f"it may be in what was not decoded, from {what.source}: {clipped(what.reason)}"


def _ledger(verdict: Verdict) -> Iterator[str]:
    marks = _marks(verdict)
    shown = list(excerpt(verdict.entries, marks))
    if not shown:
        yield "ledger: empty, nothing at all was received"
        return
    legend = ", ".join(f"{sign} {meaning}" for sign, meaning in SIGNS.items() if sign in marks.values())
    yield f"ledger ({legend}):" if legend else "ledger:"
    yield from shown


def _marks(verdict: Verdict) -> dict[int, str]:
    """The closest call is kept in sight without a sign."""
    kept = [verdict.closest, verdict.earlier]
    marks = {entry.position: " " for entry in kept if entry is not None}
    marks |= {verdict.since: ">"} if verdict.since >= 0 else {}
    return marks | {entry.position: "?" if verdict.expected else "!" for entry in verdict.matches}
