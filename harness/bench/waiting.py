"""From a device's request to the waiting test: our ledger against looking every 100 ms."""

from __future__ import annotations

import statistics
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from harness.bench.figure import Figure
from harness.bench.load import Target, batch, exchange, upload
from harness.calls import SEGMENT, Exchange
from harness.capture.hosts import Hosts
from harness.capture.proxy import Proxy
from harness.clock import SYSTEM, Instant, pause
from harness.ledger import Ledger
from harness.wire.decode import decode

SAMPLES = 120
POLL_S = 0.1
OWNER = "bench"


def measure() -> Figure:
    """Medians of the same requests through the same proxy, in turn."""
    ledger = Ledger()

    def receive(exchange: Exchange) -> None:
        ledger.append_exchange(exchange, decode(exchange))

    with TemporaryDirectory(prefix="harness-") as folder, Proxy(
        ["bench"], hosts=Hosts(), folder=Path(folder), on_exchange=receive, on_note=_drop, on_death=ledger.fail
    ) as proxy:  # fmt: skip
        ledger.begin(OWNER, "bench")
        sender = Sender(Target(proxy.ports["bench"], proxy.authority.ca_file))
        ours = [_seconds(sender, ledger, _wait) for _ in range(SAMPLES)]
        peer = [_seconds(sender, ledger, _poll) for _ in range(SAMPLES // 4)]
    mine, theirs = statistics.median(ours) * 1000, statistics.median(peer) * 1000
    return Figure("call_to_assertion_vs_poll_100ms", mine, theirs, "poll every 100 ms", theirs / mine, "ms")


class Sender:
    """A device on a connection of its own, whose sending does not hold up the waiting test."""

    def __init__(self, target: Target) -> None:
        self._connection = target.connect()
        self._request = upload(batch())

    def send_from_a_thread(self) -> threading.Thread:
        thread = threading.Thread(target=exchange, args=(self._connection, self._request))
        thread.start()
        return thread


def _seconds(sender: Sender, ledger: Ledger, until_seen: Callable[[Ledger, int], None]) -> float:
    seen = len(ledger.calls(OWNER, SEGMENT))
    started: Instant = SYSTEM.now()
    thread = sender.send_from_a_thread()
    until_seen(ledger, seen)
    passed = SYSTEM.now() - started
    thread.join()
    return passed


def _wait(ledger: Ledger, seen: int) -> None:
    ledger.wait(lambda: len(ledger.calls(OWNER, SEGMENT)) > seen or None, 5.0)


def _poll(ledger: Ledger, seen: int) -> None:
    while len(ledger.calls(OWNER, SEGMENT)) <= seen:
        pause(POLL_S)


def _drop(_: object) -> None:
    """Nothing is said here that matters to a figure."""
