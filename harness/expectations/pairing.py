"""Which call is meant by which pattern, where each may be taken once."""

from __future__ import annotations

from collections.abc import Sequence

from harness.calls import Call
from harness.expectations.verdict import Described


def paired(patterns: Sequence[Described], calls: Sequence[Call]) -> dict[int, int]:
    """Numbers of patterns -> of calls, as many as can be: one pattern may describe what another one needs."""
    fits = [[number for number, call in enumerate(calls) if not one.mismatches(call)] for one in patterns]
    taken: dict[int, int] = {}
    for number in range(len(patterns)):
        _take(number, fits, taken, set())
    return {pattern: call for call, pattern in taken.items()}


def _take(pattern: int, fits: Sequence[Sequence[int]], taken: dict[int, int], seen: set[int]) -> bool:
    """A call that is taken is left to this pattern if the other one finds itself another (Kuhn's augmenting path)."""
    for call in fits[pattern]:
        if call not in seen:
            seen.add(call)
            if call not in taken or _take(taken[call], fits, taken, seen):
                taken[call] = pattern
                return True
    return False
