"""Both vendors got the same calls: as many of each kind and name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from harness.compare.pairing import Both, named
from harness.compare.sides import Message, Side
from harness.findings import Difference

SEVERITY = "error"

AT_LEAST_ONCE = ("app_opened",)
"""How many there are depends on what comes first, the settings or the first screen (moengage.md 0.1)."""

WHOLE = ("settings_fetched", "telemetry_sent", "config_fetched", "device_registered", "in_app_fetched", "cards_fetched")
"""Requests that are one call: ``requests`` counts them."""


def compare(both: Both) -> Iterator[Difference]:
    mine, its = (_by_name(messages) for messages in both.alone)
    totals = [_totals(side) for side in (both.left, both.right)]
    for name in dict.fromkeys([*mine, *its]):
        left, right = (total[name] for total in totals)
        if left and right and name.endswith(AT_LEAST_ONCE):
            continue
        wheres = (_first(mine.get(name, [])), _first(its.get(name, [])))
        yield Difference(name, str(left), str(right), *wheres, both.missing(left, right))


def _first(messages: list[Message]) -> str:
    return next((one.call.source for one in messages), "")


def _totals(side: Side) -> Counter[str]:
    return Counter(named(one.call) for one in side.messages)


def _by_name(messages: list[Message]) -> dict[str, list[Message]]:
    found: dict[str, list[Message]] = defaultdict(list)
    for one in messages:
        if one.call.kind not in WHOLE:
            found[named(one.call)].append(one)
    return found
