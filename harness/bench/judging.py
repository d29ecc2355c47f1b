"""What the rules cost over 10,000 calls, against reading the same traffic."""

from __future__ import annotations

import statistics
import timeit

from harness import rules
from harness.bench.figure import Figure
from harness.bench.remembering import exchanges
from harness.calls import Entry
from harness.traffic import Traffic
from harness.wire.decode import decode

BATCHES = 500
EVENTS = 20
REPEATS = 3


def measure() -> Figure:
    """Both sides start from the same exchanges: the one judges what the other decodes."""
    sent = list(exchanges(BATCHES, events=EVENTS))
    things = [one for exchange in sent for one in (exchange, *decode(exchange))]
    entries = [Entry(position, 0.0, "bench", one) for position, one in enumerate(things)]

    ours = statistics.median(timeit.repeat(lambda: rules.judge(Traffic(entries)), number=1, repeat=REPEATS))
    peer = statistics.median(timeit.repeat(lambda: [decode(one) for one in sent], number=1, repeat=REPEATS))
    return Figure("rules_10k_vs_decoding", ours * 1e3, peer * 1e3, "decoding the same", peer / ours, "ms")
