"""Calls stand in the same order in their batches; those of a serial queue also from batch to batch."""

from __future__ import annotations

from collections.abc import Iterator

from harness.calls import MOENGAGE
from harness.compare.pairing import VENDORS, Both, Pairs, named
from harness.compare.races import Pair, Races
from harness.findings import Difference

SEVERITY = "warning"

MOST = 400
"""Messages of one vendor that are compared with each other."""


def compare(both: Both) -> Iterator[Difference]:
    races = Races(both)
    for vendor in VENDORS:
        pairs = [pair for pair in both.pairs if pair[0].call.vendor == vendor]
        yield from _reversed(pairs[:MOST], races)


def _reversed(pairs: Pairs, races: Races) -> Iterator[Difference]:
    """Each call that came before another on the left and after it on the right, once."""
    for place, (mine, its) in enumerate(pairs):
        later = next((one for one in pairs[place + 1 :] if _is_reversed((mine, its), one, races)), None)
        if later is not None:
            path = f"{mine.call.vendor} order"
            told = (f"{named(mine.call)} before {named(later[0].call)}", "after it")
            yield Difference(path, *told, mine.call.source, its.call.source)


def _is_reversed(one: Pair, other: Pair, races: Races) -> bool:
    return one[1].number > other[1].number and races.are_apart(one, other) and _is_ordered(one, other)


def _is_ordered(one: Pair, other: Pair) -> bool:
    """Segment's files come in any order; MoEngage's reports follow each other, but for those that are sent again."""
    is_once = all(len(message.tries) == 1 for message in (*one, *other))
    is_together = all(one[side].tries[0] is other[side].tries[0] for side in (0, 1))
    return is_together or (is_once and one[0].call.vendor == MOENGAGE)
