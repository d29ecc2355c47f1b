"""Nobody asks too often: settings once a launch and return, few uploads at a time, no storm where a vendor fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harness.calls import Action, Entry, Exchange, Note
from harness.findings import Flaw
from harness.traffic import Traffic

SEVERITY = "error"

STARTS = {"launch", "upgrade_to", "reinstall", "foreground", "tap_notification", "open_link", "answer_permission"}
STARTS |= {"receive_push", "rotate_push_token", "reboot"}
"""What can start the app or bring it to the front, where settings may be asked for anew (facts: segment.md 1.4)."""
MOST_AT_ONCE = 2
"""Uploads that wait for their answers together (facts: segment.md 1.2 and 2.1; two processes may overlap)."""
MOST_FAILED = 40
"""Requests to one place that failed while the app was told nothing."""
MOST_PER_SECOND = 12
"""In a capture file, where nobody knows what the app was told."""


def judge(traffic: Traffic) -> Iterator[Flaw]:
    yield from _settings(traffic) if traffic.is_told else _settings_of_capture(traffic)
    for exchange in traffic.to_vendors:
        if exchange.beside >= MOST_AT_ONCE and exchange.path.endswith("/v1/b"):
            yield Flaw(
                f"{exchange.id} /", f"an upload was sent while {exchange.beside} others waited for their answers"
            )
    yield from _storms(traffic) if traffic.is_told else _storms_of_capture(traffic)


def _is_settings(exchange: Exchange) -> bool:
    return exchange.method == "GET" and exchange.path.endswith("/settings")


def _settings(traffic: Traffic) -> Iterator[Flaw]:
    """A fetch that failed may be followed by another at once (facts: segment.md 1.4)."""
    allowed = asked = 0
    for entry in traffic.entries:
        what = entry.what
        if (isinstance(what, Action) and what.verb in STARTS) or (isinstance(what, Note) and what.kind == "harness"):
            allowed += 1
        elif isinstance(what, Exchange) and _is_settings(what):
            asked += 1
            allowed += what.status != 200
            if asked > allowed:
                yield Flaw(f"{what.id} /", "settings were asked for more often than the app was started or came back")


def _settings_of_capture(traffic: Traffic) -> Iterator[Flaw]:
    fetches = [(entry.at_s, exchange) for entry, exchange in traffic.exchanges if _is_settings(exchange)]
    for (earlier, _), (_, _), (_, _), (later, exchange) in zip(
        fetches, fetches[1:], fetches[2:], fetches[3:], strict=False
    ):
        if later - earlier < 5.0:
            yield Flaw(f"{exchange.id} /", "settings were asked for four times within five seconds")


def _has_failed(exchange: Exchange) -> bool:
    return exchange.kind == "vendor" and (exchange.status is None or exchange.status >= 400)


def _storms(traffic: Traffic) -> Iterator[Flaw]:
    """Between two things that the app was told; time that a test lets pass gives a retry each two seconds."""
    failed: dict[str, int] = {}
    more = 0.0
    for entry in traffic.entries:
        what = entry.what
        if isinstance(what, Action):
            failed.clear()
            more = float(what.arguments.get("seconds", 0)) / 2 if what.verb == "let_pass" else 0.0
        elif isinstance(what, Exchange) and _has_failed(what):
            failed[what.path] = failed.get(what.path, 0) + 1
            if failed[what.path] == MOST_FAILED + int(more):
                yield _storm(what, f"{failed[what.path]} requests failed while the app was told nothing")


def _storms_of_capture(traffic: Traffic) -> Iterator[Flaw]:
    failed: dict[str, list[tuple[Entry, Exchange]]] = {}
    for entry, exchange in traffic.exchanges:
        if _has_failed(exchange):
            failed.setdefault(exchange.path, []).append((entry, exchange))
    for found in failed.values():
        yield from _bursts(found)


def _bursts(found: Sequence[tuple[Entry, Exchange]]) -> Iterator[Flaw]:
    for (first, _), (last, exchange) in zip(found, found[MOST_PER_SECOND:], strict=False):
        if last.at_s - first.at_s < 1.0:
            yield _storm(exchange, f"more than {MOST_PER_SECOND} requests failed within a second")


def _storm(exchange: Exchange, said: str) -> Flaw:
    return Flaw(f"{exchange.id} /", f"a storm at {exchange.path.rsplit('/', 1)[0]}: {said}")
