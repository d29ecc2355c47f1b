"""Both were answered alike: the same statuses from the same endpoints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harness.compare.pairing import Both, listed
from harness.compare.sides import Request
from harness.findings import Difference

SEVERITY = "error"


def compare(both: Both) -> Iterator[Difference]:
    """Where one asked more often than the other, which ``requests`` says, only other statuses are a difference."""
    for label in both.labels:
        left, right = both.requests(label)
        for endpoint in dict.fromkeys(request.endpoint for request in left if _asked(right, request.endpoint)):
            mine, its = ([one for one in side if one.endpoint == endpoint] for side in (left, right))
            if set(_statuses(mine)) != set(_statuses(its)) or _is_answered_otherwise(mine, its):
                path = f"{label}: {endpoint}" if label else endpoint
                told = (listed(_statuses(mine)), listed(_statuses(its)))
                yield Difference(path, *told, mine[0].where, its[0].where, both.missing(len(mine), len(its)))


def _asked(requests: Sequence[Request], endpoint: str) -> bool:
    return any(one.endpoint == endpoint for one in requests)


def _statuses(requests: Sequence[Request]) -> list[str]:
    return ["no answer" if one.exchange.status is None else str(one.exchange.status) for one in requests]


def _is_answered_otherwise(left: Sequence[Request], right: Sequence[Request]) -> bool:
    return len(left) == len(right) and sorted(_statuses(left)) != sorted(_statuses(right))
