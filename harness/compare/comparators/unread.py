"""What no decoder reads on one side is not read on the other either."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from harness.calls import Undecoded, Unknown
from harness.compare.pairing import Both
from harness.compare.sides import Side
from harness.findings import Difference

SEVERITY = "warning"


def compare(both: Both) -> Iterator[Difference]:
    left, right = (_unread(side) for side in (both.left, both.right))
    for what in dict.fromkeys([*left, *right]):
        if not (left[what] and right[what]):
            yield Difference(what, str(left[what]), str(right[what]))


def _unread(side: Side) -> Counter[str]:
    return Counter(_said(one.what) for one in side.entries if isinstance(one.what, Undecoded | Unknown))


def _said(what: Undecoded | Unknown) -> str:
    if isinstance(what, Unknown):
        return f"{what.vendor} unknown {what.what} {what.name}"
    return f"{what.vendor} undecoded: {re.sub('[0-9]+', '0', what.reason)}"
