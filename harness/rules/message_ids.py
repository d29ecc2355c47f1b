"""A message id is given once; what is sent again is a whole batch that nobody acknowledged, unchanged."""

from __future__ import annotations

from collections.abc import Iterator

from harness.calls import Call
from harness.findings import Flaw
from harness.traffic import Traffic

SEVERITY = "error"


def judge(traffic: Traffic) -> Iterator[Flaw]:
    """Facts: segment.md 2.1 (a retry is the same file), moengage.md 1.5 (a retry repeats batch id and request id)."""
    first: dict[tuple[str, str], Call] = {}
    for call in (one for one in [*traffic.segment, *traffic.moengage] if one.message_id is not None):
        key = (call.vendor, str(call.message_id))
        earlier = first.setdefault(key, call)
        if earlier is not call:
            yield from _flaws_of_repeat(traffic, earlier, call)
            first[key] = call


def _flaws_of_repeat(traffic: Traffic, earlier: Call, call: Call) -> Iterator[Flaw]:
    what = f"{call.vendor} {call.kind} {call.name or ''}".strip()
    if earlier.exchange_id == call.exchange_id:
        yield Flaw(call.source, f"{what}: its message id stands twice in one request")
    elif traffic.is_acknowledged(earlier):
        yield Flaw(call.source, f"{what} was sent again after it was acknowledged in {earlier.exchange_id}")
    elif (earlier.name, earlier.kind, earlier.data) != (call.name, call.kind, call.data):
        yield Flaw(call.source, f"{what} has the message id of another message, first in {earlier.source}")
    elif call.vendor == "segment" and _lasting(earlier) != _lasting(call):
        yield Flaw(call.source, f"{what} was changed before it was sent again, first in {earlier.source}")


def _lasting(call: Call) -> dict[str, object]:
    """The web SDK stamps each try of a message (facts: web.md 4)."""
    return {key: value for key, value in call.raw.items() if key not in ("sentAt", "_metadata")}
