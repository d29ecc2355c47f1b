"""Real and modelled traffic, spoilt in every way: no decoder raises, and no exchange is lost.

Sizes are bounded and examples have no deadline: a slow machine makes this slower, not red.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.calls import Call, Entry, Exchange, Undecoded, Unknown
from harness.reading import read
from harness.recording import Header, Recorder
from harness.redact import Redactor
from harness.report.table import rows_of
from harness.report.telling import describe_call
from harness.wire.captures import parse_capture_line
from harness.wire.decode import decode
from tests.report.a_day import a_day

CAPTURES = Path(__file__).parent / "captures"
FUZZED = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
HUGE = (10**400, -(10**20), 2**63, 1e308, -1e-320, 0, -1)
TEXTS = ("", "\ud800", "a\udfff", "\x00", "\u0131" * 5, "x" * 3_000, "null", "{", "[1]", '{"a":', "1e400", "\u202e")


def captured() -> Iterator[Exchange]:
    for file in sorted(CAPTURES.glob("*/*.ndjson")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
            yield replace(parse_capture_line(json.loads(line), f"{number:04x}"), kind="vendor")


def modelled() -> Iterator[Exchange]:
    for platform in ("android", "ios"):
        yield from (entry.what for entry in a_day(platform) if isinstance(entry.what, Exchange))


def of_each_form(exchanges: Iterator[Exchange]) -> list[Exchange]:
    """Two of every method, path and set of kinds: the captures hold much of the same."""
    found: dict[Any, list[Exchange]] = {}
    for one in exchanges:
        kinds = tuple(sorted({getattr(item, "kind", "") for item in decode(one)}))
        found.setdefault((one.method, one.host, one.path.split("/")[:4].__str__(), kinds), []).append(one)
    return [one for several in found.values() for one in several[:2]]


EXCHANGES = of_each_form(captured()) + of_each_form(modelled())
WITH_BODY = [one for one in EXCHANGES if one.request_body]

SCALARS = st.none() | st.booleans() | st.sampled_from(HUGE) | st.floats() | st.sampled_from(TEXTS) | st.text(max_size=6)
NODES = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(max_size=6), SCALARS, max_size=3)


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(place for key, inner in below for place in places(inner, (*path, key)))]


def changed(node: Any, path: tuple[Any, ...], change: str, new: Any) -> Any:
    """``node`` with one place replaced, removed, doubled, nested or given a key more."""
    if path:
        copy = dict(node) if isinstance(node, dict) else list(node)
        if len(path) == 1 and change == "remove":
            del copy[path[0]]
        elif len(path) == 1 and change == "double" and isinstance(copy, list):
            copy.insert(path[0], copy[path[0]])
        else:
            copy[path[0]] = changed(node[path[0]], path[1:], change, new)
        return copy
    if change == "key" and isinstance(node, dict):
        return {**node, "stranger": new}
    if change == "text":
        return json.dumps(node)
    if change == "nest":
        return [[[[node]]]]
    return new


CHANGES = ("replace", "remove", "double", "key", "text", "nest")


@st.composite
def rebuilt(draw: st.DrawFn) -> Exchange:
    """A body with one to three of its nodes changed; still JSON."""
    exchange = draw(st.sampled_from(WITH_BODY))
    body = json.loads(exchange.request_body)
    for _ in range(draw(st.integers(1, 3))):
        body = changed(body, draw(st.sampled_from(places(body))), draw(st.sampled_from(CHANGES)), draw(NODES))
    return replace(exchange, request_body=json.dumps(body).encode())


@st.composite
def spoilt(draw: st.DrawFn) -> Exchange:
    """A body with bytes flipped, cut or put in between; no longer JSON, most of the time."""
    exchange = draw(st.sampled_from(WITH_BODY))
    body = bytearray(exchange.request_body)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(body) - 1))
        body[at] ^= draw(st.integers(1, 255))
    cut = draw(st.integers(0, len(body)))
    return replace(exchange, request_body=bytes(body[:cut]) + draw(st.binary(max_size=8)))


@st.composite
def strange_around(draw: st.DrawFn) -> Exchange:
    """The body as it was; method, path, headers, status and answer are not."""
    exchange = draw(st.sampled_from(EXCHANGES))
    name = draw(st.sampled_from(["content-encoding", "MOE-PAYLOAD-ENC-ALGO", "content-type", "\x00", ""]))
    return replace(
        exchange,
        method=draw(st.sampled_from(["GET", "POST", "PUT", "OPTIONS", "post", ""])),
        url=exchange.url + draw(st.sampled_from(["", "/", "//x", "?a=b", "#f", "/%ff", "\ud800", "/../v1/b"])),
        request_headers=((name, draw(st.sampled_from(TEXTS))),),
        status=draw(st.sampled_from([None, 0, 200, 204, 299, 404, 503, 999])),
        response_body=draw(st.sampled_from([b"", b"{", b"[]", b"\xff", b'{"integrations":[]}', b"[" * 3_000])),
        problem=draw(st.sampled_from(["", "", "not decoded: gzip ends early"])),
    )


def check(exchange: Exchange) -> None:
    decoded = decode(exchange)

    assert any(isinstance(item, Call | Undecoded) for item in decoded)
    assert all(item.source.startswith(f"{exchange.id} /") for item in decoded)
    assert not [item.reason for item in decoded if isinstance(item, Undecoded) and "decoder failed" in item.reason]
    unknown = [(item.what, item.name) for item in decoded if isinstance(item, Unknown)]
    assert len(unknown) == len(set(unknown))
    assert repr(decoded) == repr(decode(exchange))


def test_there_is_something_of_every_kind_to_spoil() -> None:
    kinds = {item.kind for one in EXCHANGES for item in decode(one) if isinstance(item, Call)}

    assert kinds >= {
        *("track", "identify", "screen", "page", "group", "alias", "settings_fetched", "telemetry_sent"),
        *("config_fetched", "device_registered", "app_installed", "app_updated", "notification_clicked"),
        *("device_attribute_set", "in_app_fetched", "cards_fetched", "user_deleted", "event_tracked"),
    }


@FUZZED
@given(rebuilt())
def test_a_body_whose_parts_are_changed_is_never_lost(exchange: Exchange) -> None:
    check(exchange)


@FUZZED
@given(spoilt())
def test_a_body_whose_bytes_are_changed_is_never_lost(exchange: Exchange) -> None:
    check(exchange)


@FUZZED
@given(strange_around())
def test_a_request_with_anything_around_its_body_is_never_lost(exchange: Exchange) -> None:
    check(exchange)


@pytest.mark.parametrize("depth", [50, 900, 5_000, 100_000])
@pytest.mark.parametrize("exchange", WITH_BODY[::5], ids=lambda one: f"{one.host}{one.path}")
def test_a_body_of_any_depth_is_never_lost(exchange: Exchange, depth: int) -> None:
    for opened, closed in ((b"[", b"]"), (b'{"batch":', b"}"), (b'{"viewsInfo":', b"}")):
        check(replace(exchange, request_body=opened * depth + b"1" + closed * depth))
    whole = exchange.request_body.rstrip()
    deep = b'"stranger":' + b"[" * depth + b"]" * depth + b"}"
    check(replace(exchange, request_body=whole[:-1] + b"," + deep))


@FUZZED
@given(rebuilt())
def test_whatever_was_decoded_has_a_row_in_the_table(exchange: Exchange) -> None:
    day = a_day("android")
    items = decode(exchange)
    entries = [Entry(len(day) + index, 9.0, "t", what) for index, what in enumerate([exchange, *items])]

    rows = rows_of([*day, *entries])

    shown = [one for row in rows for one in [*row.calls, *row.undecoded, *row.unknown]]
    assert all(any(one is item for one in shown) for item in items)
    assert all(describe_call(call) for row in rows for call in row.calls)


@FUZZED
@given(st.lists(rebuilt() | spoilt() | strange_around(), min_size=1, max_size=2))
def test_what_is_recorded_gives_the_same_calls_when_it_is_read(
    tmp_path_factory: pytest.TempPathFactory, exchanges: list[Exchange]
) -> None:
    """The redacted exchange is what is decoded again: placeholders stand in for secrets, and nothing else moves."""
    folder = tmp_path_factory.getbasetemp() / "fuzz"
    redactor = Redactor("s")
    with Recorder(folder, Header(test="t", device="virtual:ios"), redactor) as recorder:
        for position, exchange in enumerate(exchanges):
            recorder(Entry(position, 0.0, "t", exchange))

    items = [entry.what for entry in read(recorder.path).entries if not isinstance(entry.what, Exchange)]

    expected = [item for exchange in exchanges for item in decode(redactor.redact(exchange))]
    assert repr(items) == repr(expected)
