"""What no SDK promises of calls that are made at the same moment: their order, their batches, who is known already.

A real Android phone works on several threads and keeps the order only of what is 0.3 s apart (facts: moedest.md 4);
iOS keeps that of calls. What the server answered in that moment decides the rest. A comparison says nothing of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from harness.compare.pairing import Both
from harness.compare.sameness import Path
from harness.compare.sides import Message, Side

APART_S = 0.3
COUNTERS = frozenset({"b_num"})
"""Of a batch: how many there were before, whoever cut them."""
OF_THE_BATCH = frozenset({"t_p", "appState", "dev_add_res", "r_c", "dev_pref"})
"""What was so when the batch was cut, and why it was."""
IDENTITY = (("context", "identifiers"),)
CHANGE_IDENTITY = frozenset({"signed_in", "signed_out", "aliased"})
SEGMENT_ID = "USER_ATTRIBUTE_SEGMENT_ID"

Pair = tuple[Message, Message]


@dataclass(frozen=True)
class Races:
    both: Both

    def decides(self, path: Path, pair: Pair) -> bool:
        """Whether what stands there depends on what else was done in that moment."""
        if path[:2] == ("context", "meta") and len(path) > 2:
            return path[2] in COUNTERS or (path[2] in OF_THE_BATCH and not self.is_steady(pair))
        return path[:2] in IDENTITY and self._is_identity_in_flux(pair)

    def is_steady(self, pair: Pair) -> bool:
        """Both batches carry the same, and nothing else was made in their moment."""
        mine, its = pair
        return self._numbers(0, mine) == self._numbers(1, its) and not any(
            near.tries[0] is not one.tries[0] for side, one in enumerate(pair) for near in self._near(side, one)
        )

    def are_apart(self, pair: Pair, other: Pair) -> bool:
        return all(_are_apart(pair[side], other[side]) for side in (0, 1))

    @cached_property
    def is_hurried(self) -> bool:
        """Whether the harness asked for a flush besides those of its fences: then it decides what is sent when."""
        return self.both.left.is_hurried or self.both.right.is_hurried

    def _is_identity_in_flux(self, pair: Pair) -> bool:
        return any(_changes_identity(near) for side, one in enumerate(pair) for near in self._near(side, one))

    def _near(self, side: int, message: Message) -> Iterator[Message]:
        """Others of the same vendor, made in the same moment."""
        moments, messages = self._by_moment[side][message.call.vendor]
        if message.moment_s is None:
            return
        first = bisect_left(moments, message.moment_s - APART_S)
        last = bisect_right(moments, message.moment_s + APART_S)
        yield from (one for one in messages[first:last] if one is not message)

    @cached_property
    def _by_moment(self) -> tuple[Mapping[str, tuple[list[float], list[Message]]], ...]:
        return tuple(_sorted_by_moment(side) for side in (self.both.left, self.both.right))

    @cached_property
    def _pair_numbers(self) -> Mapping[int, int]:
        return {id(one): number for number, pair in enumerate(self.both.pairs) for one in pair}

    @cached_property
    def _batches(self) -> tuple[Mapping[str, frozenset[int]], ...]:
        """Exchange id -> numbers of the pairs that it carried first; -1 for what has no partner."""
        found: list[dict[str, frozenset[int]]] = []
        for side in (self.both.left, self.both.right):
            numbers: dict[str, set[int]] = defaultdict(set)
            for one in side.messages:
                numbers[one.tries[0].exchange.id].add(self._pair_numbers.get(id(one), -1))
            found.append({exchange: frozenset(carried) for exchange, carried in numbers.items()})
        return tuple(found)

    def _numbers(self, side: int, message: Message) -> frozenset[int]:
        return self._batches[side][message.tries[0].exchange.id]


def _sorted_by_moment(side: Side) -> Mapping[str, tuple[list[float], list[Message]]]:
    found: dict[str, list[tuple[float, int, Message]]] = defaultdict(list)
    for one in side.messages:
        if one.moment_s is not None:
            found[one.call.vendor].append((one.moment_s, one.number, one))
    return defaultdict(
        lambda: ([], []),
        {
            vendor: ([one[0] for one in sorted(rows)], [one[2] for one in sorted(rows)])
            for vendor, rows in found.items()
        },
    )


def _are_apart(one: Message, other: Message) -> bool:
    return None not in (one.moment_s, other.moment_s) and abs(one.moment_s - other.moment_s) > APART_S  # type: ignore[operator]


def _changes_identity(message: Message) -> bool:
    return message.call.kind in CHANGE_IDENTITY or message.call.name == SEGMENT_ID
