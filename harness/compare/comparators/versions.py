"""Which releases each side is made of, as its own calls say: told, never a fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harness.compare.pairing import Both, listed, path_of, tree_of
from harness.compare.sides import Message
from harness.findings import Difference

SEVERITY = "info"


def compare(both: Both) -> Iterator[Difference]:
    found: dict[str, tuple[dict[str, Message], dict[str, Message]]] = {}
    for mine, its in both.pairs:
        for path, left, right in both.same.leaves(tree_of(mine.call), tree_of(its.call)):
            if both.same.kind(path, left, right) == "version":
                sides = found.setdefault(path_of(mine.call, path), ({}, {}))
                sides[0].setdefault(str(left), mine)
                sides[1].setdefault(str(right), its)
    for said, (left_values, right_values) in found.items():
        if set(left_values) != set(right_values):
            told = (_told(left_values), _told(right_values))
            yield Difference(said, *told, _where(left_values), _where(right_values))


def _told(values: Mapping[str, Message]) -> str:
    return listed(sorted(values))


def _where(values: Mapping[str, Message]) -> str:
    return next(iter(values.values())).call.source
