"""The bodies around the messages have the same keys."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from harness.compare.pairing import Both, listed
from harness.compare.sides import Request, Side
from harness.findings import Difference

SEVERITY = "error"


def compare(both: Both) -> Iterator[Difference]:
    left, right = (_keys(side) for side in (both.left, both.right))
    for endpoint in left:
        if endpoint in right and set(left[endpoint]) != set(right[endpoint]):
            mine, its = (listed(sorted(found[endpoint]), "no body") for found in (left, right))
            yield Difference(f"{endpoint} body", mine, its)


def _keys(side: Side) -> Mapping[str, dict[str, None]]:
    """Endpoint -> keys of its bodies, all that ever occur."""
    found: dict[str, dict[str, None]] = {}
    for request in side.requests:
        found.setdefault(request.endpoint, {}).update(dict.fromkeys(_keys_of(request)))
    return found


def _keys_of(request: Request) -> list[str]:
    try:
        body = json.loads(request.exchange.request_body or b"{}")
    except (ValueError, RecursionError):
        return []
    return list(body) if isinstance(body, dict) else []
