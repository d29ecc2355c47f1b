"""What 100,000 exchanges cost in memory, and what a question about them costs in time."""

from __future__ import annotations

import gzip
import json
import statistics
import subprocess
import sys
import timeit
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from harness.bench.figure import Figure
from harness.bench.load import batch
from harness.calls import SEGMENT, Exchange
from harness.ledger import Ledger
from harness.wire.decode import decode

EXCHANGES = 100_000
PER_TEST = 50
WANTED = "Wanted"


def measure_memory() -> Figure:
    """Growth of a fresh process that keeps a long run: ledger and recordings against a list of mitmproxy's flows."""
    ours, peer = (_growth_in_kilobytes(what) for what in ("ledger", "flows"))
    return Figure("memory_100k_vs_flows", ours / 1024, peer / 1024, "list of flows", peer / ours, "MB")


def _growth_in_kilobytes(what: str) -> int:
    command = [sys.executable, "-m", "harness.bench.growth", what, str(EXCHANGES), str(PER_TEST)]
    return max(1, int(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def exchanges(count: int, name: str = "Measured", events: int = 1) -> Iterator[Exchange]:
    body = gzip.decompress(batch(events)).replace(b"Measured", name.encode())
    for number in range(count):
        yield Exchange(
            id=f"{number:06x}", device="bench", wall=0.0, method="POST", url="https://api.segment.io/v1/b",
            request_headers=(("content-type", "text/plain"),), request_body=body, wire_size=len(body), status=200,
        )  # fmt: skip


def measure_query() -> Figure:
    """One name since a marker, among the calls of 100,000 exchanges, against reading every kept body again."""
    ledger = Ledger()
    ledger.begin("bench", "bench")
    for exchange in exchanges(EXCHANGES):
        ledger.append_exchange(exchange, decode(exchange))
    marker = len(ledger.calls("bench", SEGMENT))
    for exchange in exchanges(1, WANTED):
        ledger.append_exchange(exchange, decode(exchange))

    def ask() -> None:
        assert len(ledger.calls("bench", SEGMENT, kind="track", name=WANTED, since=marker)) == 1

    ours = statistics.median(timeit.repeat(ask, number=100, repeat=5)) / 100
    peer = min(timeit.repeat(lambda: _naive([batch(1)] * EXCHANGES), number=1, repeat=2))
    return Figure("query_100k_vs_naive", ours * 1e3, peer * 1e3, "reading every body", peer / ours, "ms")


def _naive(bodies: list[bytes]) -> int:
    events = (event for body in bodies for event in json.loads(gzip.decompress(body))["batch"])
    return sum(1 for event in events if event["event"] == WANTED)


def keep_in_ledger(count: int, per_test: int) -> Ledger:
    """As a run does: each test's entries go to its recording, and leave memory when the test ends."""
    from harness.recording import Header, Recorder
    from harness.redact import Redactor

    ledger = Ledger()
    with TemporaryDirectory(prefix="harness-") as folder:
        several = exchanges(count)
        for number in range(count // per_test):
            test = f"test {number}"
            ledger.begin(test, "bench")
            with Recorder(Path(folder), Header(test=test, device="bench"), Redactor("bench")) as recorder:
                ledger.subscribe(recorder)
                for _ in range(per_test):
                    exchange = next(several)
                    ledger.append_exchange(exchange, decode(exchange))
                ledger.unsubscribe(recorder)
            ledger.end(test)
            recorder.path.unlink()
    return ledger
