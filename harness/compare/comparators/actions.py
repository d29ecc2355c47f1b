"""Both apps were told the same, in the same order: else nothing else can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from harness.calls import Action
from harness.compare.pairing import Both
from harness.compare.sameness import pointer, shown
from harness.findings import Difference

SEVERITY = "error"


def compare(both: Both) -> Iterator[Difference]:
    """A capture file does not say what the app was told. Texts that two runs of one test told otherwise were drawn: of
    two tests nobody knows that."""
    if not (both.left.is_told and both.right.is_told):
        return
    if both.left.test != both.right.test:
        yield Difference("test", both.left.test, both.right.test, severity="warning")
    told = [[action for _, action in side.actions] for side in (both.left, both.right)]
    for number, (one, other) in enumerate(zip_longest(*told), 1):
        if one is None or other is None or one.verb != other.verb:
            yield Difference(f"action {number}", _said(one), _said(other))
            return
        yield from _arguments(both, number, one, other)


def _arguments(both: Both, number: int, one: Action, other: Action) -> Iterator[Difference]:
    for path, mine, its in both.same.leaves(one.arguments, other.arguments):
        if both.same.differ(path, mine, its):
            yield Difference(f"action {number} {one.verb} {pointer(path)}", shown(mine), shown(its))


def _said(action: Action | None) -> str:
    return "nothing more" if action is None else action.verb
