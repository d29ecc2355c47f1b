"""The same messages travel together, retries left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from harness.compare.pairing import VENDORS, Both, listed, named
from harness.compare.races import Pair, Races
from harness.compare.sides import Message, Side
from harness.findings import Difference
from harness.traffic import MESSAGES

SEVERITY = "error"


def compare(both: Both) -> Iterator[Difference]:
    """Of a scenario without a harness by its sizes; else of messages of different moments, unless an expectation asked
    for a flush."""
    if not (both.left.is_told and both.right.is_told):
        yield from _sizes(both)
    elif not Races(both).is_hurried:
        yield from _companies(both, Races(both))


def _sizes(both: Both) -> Iterator[Difference]:
    for label in both.labels:
        for vendor in VENDORS:
            left, right = (_counts(side, vendor, label) for side in (both.left, both.right))
            if list(left.values()) != list(right.values()) and sum(left.values()) == sum(right.values()):
                path = f"{label}: {vendor} batches" if label else f"{vendor} batches"
                mine, its = (f"{next(iter(one))} /" for one in (left, right))
                yield Difference(path, listed(left.values()), listed(right.values()), mine, its)


def _counts(side: Side, vendor: str, label: str) -> Mapping[str, int]:
    """Exchange id -> messages that it carried first. Where one side has more of them, ``calls`` says so."""
    counts: dict[str, int] = {}
    for message in side.messages:
        if message.call.vendor == vendor and is_of_batch(message) and (not label or message.label == label):
            exchange = message.tries[0].exchange.id
            counts[exchange] = counts.get(exchange, 0) + 1
    return counts


def _companies(both: Both, races: Races) -> Iterator[Difference]:
    """Neighbours that share a request on one side only."""
    for vendor in VENDORS:
        pairs = [pair for pair in both.pairs if pair[0].call.vendor == vendor and is_of_batch(pair[0])]
        for one, other in pairwise(pairs):
            left, right = (_is_together(one, other, side) for side in (0, 1))
            if left != right and races.are_apart(one, other):
                path = f"{named(one[0].call)} and {named(other[0].call)}"
                yield Difference(path, _said(left), _said(right), other[0].call.source, other[1].call.source)


def _is_together(one: Pair, other: Pair, side: int) -> bool:
    return one[side].tries[0] is other[side].tries[0]


def _said(is_together: bool) -> str:
    return "in one request" if is_together else "in two requests"


def is_of_batch(message: Message) -> bool:
    return message.call.kind in MESSAGES or "EVENT_ACTION" in message.call.raw
