"""The same call says the same: every field of every message, by type and value."""

from __future__ import annotations

from collections.abc import Iterator

from harness.compare.pairing import Both, path_of, tree_of
from harness.compare.races import Races
from harness.compare.sameness import shown
from harness.findings import Difference

SEVERITY = "error"

NEVER_ALIKE = ("telemetry_sent",)
"""Samples and traces of the process itself."""


def compare(both: Both) -> Iterator[Difference]:
    """What differs by nature (ids, moments, releases, what the phone is) must have the same form; what a race decides
    is left out."""
    races = Races(both)
    for mine, its in both.pairs:
        if mine.call.kind in NEVER_ALIKE:
            continue
        for path, left, right in both.same.leaves(tree_of(mine.call), tree_of(its.call)):
            if both.same.differ(path, left, right) and not races.decides(path, (mine, its)):
                said = path_of(mine.call, path)
                yield Difference(said, shown(left), shown(right), mine.call.source, its.call.source)
