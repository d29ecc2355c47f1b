"""No request is larger than its vendor takes: events, batches, data points."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from harness.findings import Flaw, Severity
from harness.traffic import Traffic

SEVERITY = "error"

MOST_OF_EVENT = 32_000
"""Characters of one event; Android's SDK drops larger ones itself (facts: segment.md 4.3)."""
MOST_OF_BATCH = 475_000 + MOST_OF_EVENT
"""Bytes: a new file begins after 475,000, so that the last event may overshoot (facts: segment.md 4.3)."""
MOST_POINTS = 100
"""Of one report (facts: moengage.md 1.5)."""


def judge(traffic: Traffic) -> Iterator[Flaw]:
    """An event that is too large is the app's doing on iOS, which has no limit of its own: a warning."""
    for exchange in traffic.to_vendors:
        if exchange.path.endswith("/v1/b") and len(exchange.request_body) > MOST_OF_BATCH:
            yield Flaw(f"{exchange.id} /", f"a batch has {len(exchange.request_body)} bytes, more than {MOST_OF_BATCH}")
        if len(exchange.request_body) > MOST_OF_EVENT and exchange.path.endswith("/v1/b"):
            yield from _large_events(traffic, exchange.id)
    points = Counter(call.exchange_id for call in traffic.moengage if "/viewsInfo/" in call.source)
    for exchange_id, _ in points.items():
        places = {call.source for call in traffic.in_exchange[exchange_id]}
        if len(places) > MOST_POINTS:
            yield Flaw(f"{exchange_id} /viewsInfo", f"a report has {len(places)} data points, more than {MOST_POINTS}")


def _large_events(traffic: Traffic, exchange_id: str) -> Iterator[Flaw]:
    for call in traffic.in_exchange.get(exchange_id, []):
        size = len(json.dumps(call.raw, ensure_ascii=False, separators=(",", ":")))
        if size >= MOST_OF_EVENT:
            severity: Severity = "error" if traffic.platform_of(call) == "android" else "warning"
            yield Flaw(
                call.source,
                f"{call.kind} {call.name or ''} has {size} characters; {MOST_OF_EVENT} is the limit",
                severity,
            )
