"""Times are strictly written and lie inside the time in which they were observed, by the phone's own clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from harness.calls import Call, Entry, Exchange
from harness.findings import Flaw
from harness.traffic import MESSAGES, Traffic

SEVERITY = "error"

STRICT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
SENT_AT = re.compile(rb'"sentAt"\s*:\s*"([^"]*)"')
OFFSET = re.compile(r"-?\d{1,9}", re.ASCII)
EPOCH = datetime(1970, 1, 1)
SLACK_S = 5.0
"""Of a clock that is read in whole seconds, and of a machine that is busy."""


def judge(traffic: Traffic) -> Iterator[Flaw]:
    """Facts: segment.md 2.1 and 2.2 (sentAt is stamped when a batch is closed), moengage.md 0.5."""
    span = _span_of(traffic)
    for entry, call in traffic.all_calls:
        if call.vendor == "segment" and call.kind in MESSAGES:
            yield from _of_message(call, span.until(entry, call) if span else None)
        elif "at_ms" in call.raw:
            yield from _of_point(traffic, call, span.until(entry, call) if span else None)
    for exchange in traffic.to_vendors:
        if exchange.path.endswith("/v1/b") and exchange.method == "POST" and exchange.request_body:
            yield from _of_batch(traffic, exchange)


class Span:
    """From the earliest that the phone's clock can have shown, to the latest at the arrival of a call."""

    def __init__(self, traffic: Traffic) -> None:
        assert traffic.clock is not None
        self._traffic = traffic
        self._least, self._most = traffic.clock.bounds
        self._start = traffic.exchanges[0][1].wall
        self._has_past = any(action.verb in ("write_stored", "reinstall") for _, action in traffic.actions)

    def until(self, entry: Entry, call: Call) -> tuple[float, float]:
        exchange = self._traffic.by_id.get(call.exchange_id)
        wall = exchange.wall if exchange else self._start + entry.at_s
        start = float("-inf") if self._has_past else self._start + self._least - SLACK_S
        return start, wall + self._most + SLACK_S


def _span_of(traffic: Traffic) -> Span | None:
    return Span(traffic) if traffic.clock is not None and traffic.exchanges else None


def _of_message(call: Call, span: tuple[float, float] | None) -> Iterator[Flaw]:
    said = call.raw.get("timestamp")
    if isinstance(said, str):
        yield from _of_text(call.source, "timestamp", said, span)


def _of_text(where: str, name: str, said: str, span: tuple[float, float] | None) -> Iterator[Flaw]:
    at = parse(said)
    if at is None:
        yield Flaw(where, f"{name} is {said!r}, not of the form 2026-01-02T03:04:05.678Z")
    elif span is not None and not span[0] <= at <= span[1]:
        yield Flaw(where, f"{name} is {_off(at, span)} the time in which it can have been made")


def _off(at: float, span: tuple[float, float]) -> str:
    return "before" if at < span[0] else "after"


def _of_point(traffic: Traffic, call: Call, span: tuple[float, float] | None) -> Iterator[Flaw]:
    at = call.raw["at_ms"] / 1000
    if span is not None and not span[0] <= at <= span[1]:
        yield Flaw(call.source, f"EVENT_G_TIME is {_off(at, span)} the time in which it can have been made")
    local, offset = call.raw.get("local_time"), str(call.context.get("device_tz_offset"))
    moved = any(action.verb in ("set_timezone", "write_stored") for _, action in traffic.actions)
    if local is not None and OFFSET.fullmatch(offset) and not moved:
        meant = EPOCH + timedelta(seconds=at + int(offset) / 1000)
        if abs((datetime.fromisoformat(local) - meant).total_seconds()) > 1.0:
            yield Flaw(
                call.source, f"EVENT_L_TIME differs from EVENT_G_TIME in the phone's zone: {local}, not {meant:%FT%T}"
            )


def _of_batch(traffic: Traffic, exchange: Exchange) -> Iterator[Flaw]:
    found = SENT_AT.findall(exchange.request_body)
    if not found:
        yield Flaw(f"{exchange.id} /sentAt", "sentAt is missing")
        return
    said = found[-1].decode("utf-8", "replace")
    sent = parse(said)
    if sent is None:
        yield Flaw(f"{exchange.id} /sentAt", f"sentAt is {said!r}, not of the form 2026-01-02T03:04:05.678Z")
        return
    if any(action.verb == "set_clock" for _, action in traffic.actions):
        return
    times = [at for call in traffic.in_exchange.get(exchange.id, []) if (at := parse(str(call.raw.get("timestamp"))))]
    if times and max(times) > sent + 1.0:
        yield Flaw(f"{exchange.id} /sentAt", "a batch is said to be sent before an event in it was made")
    clock = traffic.clock
    if clock is not None and sent > exchange.wall + clock.bounds[1] + SLACK_S:
        yield Flaw(f"{exchange.id} /sentAt", "sentAt lies after the request that carries it")


def parse(said: str) -> float | None:
    """Seconds since 1970 of a strictly written time; None of any other text."""
    if not STRICT.fullmatch(said):
        return None
    try:
        return datetime.fromisoformat(said).timestamp()
    except ValueError:
        return None
