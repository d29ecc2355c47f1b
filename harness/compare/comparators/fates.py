"""The same became of each thing that the app was told: acknowledged, retried, refused, held, lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harness.calls import Action
from harness.compare.pairing import Both
from harness.compare.sides import Side
from harness.fates import Fate, Word, fates_of, known_from
from harness.findings import Difference, Severity

SEVERITY = "error"

OPEN = ("created", "sent", "held", "refused")
"""Fates that the next moment could have changed."""


def compare(both: Both) -> Iterator[Difference]:
    """Of a capture file nobody knows what the app was told."""
    left, right = (_fates(side) for side in (both.left, both.right))
    actions = [action for _, action in both.left.actions]
    for key in left:
        if key in right and left[key].word != right[key].word:
            mine, its = (_where(one) for one in (left[key], right[key]))
            words = (left[key].word, right[key].word)
            yield Difference(_path(actions[key[0]], key[1]), *words, mine, its, _severity(both, *words))


def _severity(both: Both, left: Word, right: Word) -> Severity | None:
    """What nobody knows yet is no other fate."""
    is_open = any(word in OPEN and not side.is_whole for word, side in ((left, both.left), (right, both.right)))
    return "info" if is_open else None


def _fates(side: Side) -> Mapping[tuple[int, str], Fate]:
    """By the number of the action and the vendor."""
    numbers = {entry.position: number for number, (entry, _) in enumerate(side.actions)}
    return {(numbers[one.position], one.vendor): one for one in fates_of(side.entries, known_from(side.entries))}


def _path(action: Action, vendor: str) -> str:
    """``track 'Bought' at moengage``."""
    name = action.arguments.get("name")
    return " ".join([action.verb, *([repr(name)] if name else []), "at", vendor])


def _where(fate: Fate) -> str:
    return f"{fate.exchanges[0]} /" if fate.exchanges else ""
