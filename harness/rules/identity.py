"""Over an installation's life ids change when they are told to, never by themselves, and never back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from harness.calls import Call
from harness.findings import Flaw
from harness.rules.timestamps import parse
from harness.traffic import Traffic

SEVERITY = "error"

RENEWS = {"reset", "reinstall", "delete", "write_stored", "delete_user", "opt_in", "opt_out"}
"""What may give an installation other ids (facts: segment.md 5, moengage.md 2.2, 4.1, 4.3)."""
CLOCKS = {"set_clock", "write_stored"}
OVERLAP_S = 1.0
"""Android's reset is not one moment: an event beside it may still have the old ids (facts: segment.md 5)."""


def judge(traffic: Traffic) -> Iterator[Flaw]:
    yield from _devices(traffic)
    if traffic.is_told:
        yield from _too_many(traffic)
        yield from _strangers(traffic)
        yield from _reverted(traffic)


def _firsts(calls: list[Call], of: str) -> dict[str, Call]:
    """Each value's first call, in order of arrival; case means nothing in an id."""
    found: dict[str, Call] = {}
    for call in calls:
        value = call.anonymous_id if of == "anonymous_id" else call.context.get(of)
        if isinstance(value, str) and value:
            found.setdefault(value.lower(), call)
    return found


def _too_many(traffic: Traffic) -> Iterator[Flaw]:
    allowed = 1 + traffic.count(*RENEWS)
    for what, found in (
        ("anonymousId", _firsts(traffic.segment, "anonymous_id")),
        ("MoEngage's unique_id", _firsts(traffic.moengage, "unique_id")),
    ):
        if len(found) > allowed:
            last = list(found.values())[allowed]
            yield Flaw(last.source, f"{what} has {len(found)} values, where {allowed - 1} actions gave it another")


def _told_ids(traffic: Traffic) -> set[str] | None:
    """None where they may come from elsewhere: a seeded storage."""
    if traffic.count("write_stored"):
        return None
    found: set[str] = set()
    for _, action in traffic.actions:
        said: Mapping[str, Any] = action.arguments
        traits = said.get("traits")
        ids = [said.get("user_id"), *(traits.values() if isinstance(traits, Mapping) else ())]
        found |= {str(one) for one in ids if one is not None}
    return found


def _strangers(traffic: Traffic) -> Iterator[Flaw]:
    """Nobody is signed in whom the app did not name; ids that stand in traits are named too."""
    told = _told_ids(traffic)
    for call in [*traffic.segment, *traffic.moengage] if told is not None else ():
        if call.user_id and told is not None and call.user_id not in told:
            yield Flaw(call.source, f"{call.vendor} {call.kind} is of user {call.user_id!r}, whom the app never named")


def _reverted(traffic: Traffic) -> Iterator[Flaw]:
    """The times in which two anonymous ids were in use do not overlap."""
    if traffic.count(*CLOCKS) or traffic.count("reinstall"):
        return
    spans: dict[str, list[tuple[float, Call]]] = defaultdict(list)
    for call in traffic.segment:
        at = parse(str(call.raw.get("timestamp")))
        if at is not None and call.anonymous_id:
            spans[call.anonymous_id.lower()].append((at, call))
    ordered = (
        sorted((min(used, key=_time), max(used, key=_time)) for used in spans.values())
        if len(spans) > 1 and all(spans.values())
        else []
    )
    for (_, (end, old)), ((start, _), _) in pairwise(ordered):
        if end - start > OVERLAP_S:
            yield Flaw(old.source, f"anonymousId {old.anonymous_id} came back after another had been in use")


def _time(used: tuple[float, Call]) -> float:
    return used[0]


def _devices(traffic: Traffic) -> Iterator[Flaw]:
    """Android's device id is the first anonymous id, for good: reset keeps it (facts: segment.md 2.4)."""
    if traffic.is_told and not traffic.count("reinstall", "delete", "write_stored"):
        found: dict[str, Call] = {}
        for call in traffic.segment:
            device = call.context.get("device")
            value = device.get("id") if isinstance(device, Mapping) else None
            if isinstance(value, str) and value:
                found.setdefault(value, call)
        if len(found) > 1:
            yield Flaw(list(found.values())[1].source, f"context.device.id has {len(found)} values in one installation")
