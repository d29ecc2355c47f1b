"""Each endpoint is asked as often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from harness.compare.pairing import Both
from harness.compare.races import Races
from harness.compare.sides import Request
from harness.findings import Difference

SEVERITY = "error"


UPLOADS = ("/v1/b",)
REPORTS = ("/sdk/report/*", "/send_report_add_call")


def compare(both: Both) -> Iterator[Difference]:
    """Where the harness asked for flushes, or calls race into reports, the number of uploads is nobody's promise:
    ``batches`` and ``redelivery`` compare what they carry."""
    is_told = both.left.is_told and both.right.is_told
    unsteady = () if not is_told else (*REPORTS, *UPLOADS) if Races(both).is_hurried else REPORTS
    for label in both.labels:
        sides = both.requests(label)
        left, right = (Counter(one.endpoint for one in side) for side in sides)
        for endpoint in dict.fromkeys([*left, *right]):
            if left[endpoint] != right[endpoint] and not endpoint.endswith(unsteady):
                path = f"{label}: {endpoint}" if label else endpoint
                mine, its = (_first(side, endpoint) for side in sides)
                counts = (left[endpoint], right[endpoint])
                told = (str(counts[0]), str(counts[1]))
                yield Difference(path, *told, mine, its, both.missing(*counts))


def _first(requests: Sequence[Request], endpoint: str) -> str:
    return next((one.where for one in requests if one.endpoint == endpoint), "")
