"""The same calls share an identity: who is who may differ, who is the same as before may not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field

from harness.compare.pairing import Both, named, path_of, tree_of
from harness.compare.sameness import MISSING, UNSTRUCTURED, Path
from harness.compare.sides import Message
from harness.findings import Difference

SEVERITY = "error"

Value = Hashable


@dataclass(frozen=True)
class Place:
    """Where two values stand opposite to each other."""

    path: Path
    left: Message
    right: Message


@dataclass
class Meetings:
    """How often each value of the left stands where each of the right stands."""

    counts: Counter[tuple[Value, Value]] = field(default_factory=Counter)
    places: dict[tuple[Value, Value], list[Place]] = field(default_factory=dict)

    def add(self, left: Value, right: Value, place: Place) -> None:
        self.counts[(left, right)] += 1
        self.places.setdefault((left, right), []).append(place)

    def partners(self) -> tuple[Mapping[Value, Value], Mapping[Value, Value]]:
        """Each has one of the other side: that which it meets most often."""
        there: dict[Value, Value] = {}
        back: dict[Value, Value] = {}
        for (left, right), _ in self.counts.most_common():
            if left not in there and right not in back:
                there[left], back[right] = right, left
        return there, back


def compare(both: Both) -> Iterator[Difference]:
    """An id is anybody's, wherever it stands; a fact of the phone, or a release, is compared at its own place."""
    meetings = _meetings(both)
    there, back = meetings.partners()
    for (left, right), places in meetings.places.items():
        if there.get(left) == right:
            continue
        mine = _known(meetings, (left, there.get(left)), 0)
        its = _known(meetings, (back.get(right), right), 1)
        for place in places:
            sources = (place.left.call.source, place.right.call.source)
            yield Difference(path_of(place.left.call, place.path), mine, its, *sources)


def _meetings(both: Both) -> Meetings:
    meetings = Meetings()
    for mine, its in both.pairs:
        for path, left, right in both.same.leaves(tree_of(mine.call), tree_of(its.call)):
            kind = both.same.kind(path, left, right)
            if kind in ("plain", "time") or path[-1] in UNSTRUCTURED or MISSING in (left, right):
                continue
            scope = "" if kind == "id" else path
            meetings.add((scope, _fixed(left)), (scope, _fixed(right)), Place(path, mine, its))
    return meetings


def _fixed(value: object) -> Value:
    """Some values cannot be keys."""
    return value if isinstance(value, Hashable) else repr(value)


def _known(meetings: Meetings, pair: tuple[Value, Value], side: int) -> str:
    """``as in segment track 'Bought'``."""
    if pair not in meetings.places:
        return "one that is nowhere else"
    place = meetings.places[pair][0]
    message = (place.left, place.right)[side]
    return f"as in {named(message.call)} /{place.path[-1]}"
