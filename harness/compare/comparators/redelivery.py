"""What is sent again is sent as often, after the same answers, and marked the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from harness.calls import SEGMENT
from harness.compare.pairing import Both, listed
from harness.compare.sides import Message
from harness.findings import Difference

SEVERITY = "error"

COUNT = "x-retry-count"


def compare(both: Both) -> Iterator[Difference]:
    """Once for all messages that travelled together."""
    seen: set[tuple[str, str]] = set()
    for mine, its in both.pairs:
        together = (mine.tries[0].exchange.id, its.tries[0].exchange.id)
        if together in seen:
            continue
        seen.add(together)
        subject = f"{mine.label}: {mine.call.vendor}" if both.is_labelled else mine.call.vendor
        for what, read in ASPECTS.items():
            left, right = read(mine), read(its)
            if left and right and left != right:
                severity = both.missing(len(mine.tries), len(its.tries))
                yield Difference(f"{subject} {what}", left, right, mine.call.source, its.call.source, severity)


def _answers(message: Message) -> str:
    statuses = (request.exchange.status for request in message.tries)
    return listed("no answer" if one is None else one for one in statuses)


def _counts(message: Message) -> str:
    """What they say themselves of which try they are. Of other numbers of tries ``tries`` says enough."""
    said = [request.exchange.header(COUNT) for request in message.tries[1:]]
    return f"from {said[0]}" if said and said[0] else "none" if said else ""


def _bodies(message: Message) -> str:
    """Segment's SDKs send the same file again (segment.md 2.1)."""
    bodies = {request.exchange.request_body for request in message.tries}
    if message.call.vendor != SEGMENT or len(message.tries) < 2:
        return ""
    return "the same each time" if len(bodies) == 1 else "not the same each time"


ASPECTS: Mapping[str, Callable[[Message], str]] = {"tries": _answers, "retry counts": _counts, "bodies": _bodies}
