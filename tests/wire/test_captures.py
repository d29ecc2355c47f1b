from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.calls import Call, Exchange, Undecoded, Unknown
from harness.errors import ConfigurationError
from harness.wire import segment
from harness.wire.captures import parse_capture_line
from harness.wire.decode import decode

FOLDER = Path(__file__).parent / "captures"
MOBILE = {
    "label": "fresh",
    "t": 11.2,
    "method": "POST",
    "url": "https://api.segment.io/v1/b",
    "http": "HTTP/2.0",
    "headers": [["user-agent", "analytics-kotlin/1.27.0"]],
    "raw_len": 572,
    "body_len": 899,
    "body": {"batch": [{"type": "track", "event": "Zoë"}]},
    "answer": {"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"success": True}},
}
WEB = {
    "step": "load",
    "at": 3.6,
    "method": "POST",
    "host": "sdk-01.moengage.com",
    "path": "/v2/device/add",
    "query": {"os": "web", "app_id": "W 1"},
    "http": "HTTP/2.0",
    "status": 200,
    "fault": None,
    "wire_bytes": 0,
    "body": None,
    "headers": {"accept": "*/*"},
}


def lines_of(version: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{version}.ndjson").read_text(encoding="utf-8").splitlines()]


def exchanges_of(version: str) -> list[Exchange]:
    return [parse_capture_line(line, f"{number:04x}") for number, line in enumerate(lines_of(version))]


@pytest.mark.parametrize(
    ("version", "kinds"),
    [
        (
            "jvm/1.19.2",
            {
                "settings_fetched": 20,
                "track": 102,
                "identify": 5,
                "screen": 1,
                "group": 1,
                "alias": 1,
                "telemetry_sent": 2,
            },
        ),
        (
            "jvm/1.27.0",
            {
                "settings_fetched": 24,
                "track": 101,
                "identify": 5,
                "screen": 1,
                "group": 1,
                "alias": 1,
                "telemetry_sent": 2,
            },
        ),
        ("web/1.84.3", {"track": 50, "identify": 2, "page": 2, "group": 1, "alias": 1, "telemetry_sent": 1}),
    ],
)
def test_everything_that_the_released_sdk_sent_is_decoded_and_known(version: str, kinds: dict[str, int]) -> None:
    decoded = [item for exchange in exchanges_of(version) for item in decode(exchange)]

    assert [item for item in decoded if isinstance(item, Undecoded | Unknown)] == []
    assert Counter(item.kind for item in decoded if isinstance(item, Call)) == kinds


@pytest.mark.parametrize("version", ["jvm/1.19.2", "jvm/1.27.0"])
def test_no_message_of_the_released_sdk_is_lost_or_changed(version: str) -> None:
    sent = [message for line in lines_of(version) for message in (line["body"] or {}).get("batch", [])]

    calls = [
        item for one in exchanges_of(version) for item in decode(one) if isinstance(item, Call) and item.message_id
    ]

    assert [call.raw for call in calls] == sent
    assert [call.message_id for call in calls] == [message["messageId"] for message in sent]
    assert [call.name for call in calls if call.kind == "track"] == [one["event"] for one in sent if "event" in one]


def test_a_call_of_the_released_sdk_has_its_place_and_answer() -> None:
    refused = [
        item
        for one in exchanges_of("jvm/1.27.0")
        for item in decode(one)
        if isinstance(item, Call) and item.name == "S429"
    ]

    assert [call.status for call in refused] == [429, 200]
    assert len({call.message_id for call in refused}) == 1
    assert len({call.source for call in refused}) == 2


def test_settings_say_what_the_released_sdk_was_answered() -> None:
    fetched = [
        item.data
        for one in exchanges_of("jvm/1.27.0")
        for item in decode(one)
        if isinstance(item, Call) and item.kind == "settings_fetched"
    ]

    assert {"integrations": ["Segment.io", "MoEngage"], "workspace_id": "WORKSPACE"} in fetched
    assert {} in fetched


def test_a_line_of_the_mobile_form_is_an_exchange() -> None:
    exchange = parse_capture_line(MOBILE, "00ff")

    assert (exchange.id, exchange.method, exchange.host, exchange.path) == ("00ff", "POST", "api.segment.io", "/v1/b")
    assert (exchange.http_version, exchange.wall, exchange.wire_size) == ("HTTP/2.0", 11.2, 572)
    assert exchange.header("User-Agent") == "analytics-kotlin/1.27.0"
    assert exchange.request_body == '{"batch":[{"type":"track","event":"Zoë"}]}'.encode()
    assert (exchange.status, exchange.condition, exchange.kind) == (200, "", "vendor")
    assert exchange.response_headers == (("Content-Type", "application/json"),)
    assert exchange.response_body == b'{"success":true}'


def test_a_line_of_the_web_form_is_an_exchange() -> None:
    exchange = parse_capture_line(WEB)

    assert exchange.url == "https://sdk-01.moengage.com/v2/device/add?os=web&app_id=W+1"
    assert (exchange.status, exchange.request_body, exchange.wall, exchange.kind) == (200, b"", 3.6, "vendor")
    assert exchange.request_headers == (("accept", "*/*"),)


def test_a_host_that_is_no_vendors_was_only_passed() -> None:
    exchange = parse_capture_line({**WEB, "host": "app.test", "path": "/", "query": {}})

    assert (exchange.url, exchange.kind) == ("https://app.test/", "passed")


def test_an_answer_that_was_never_given_has_no_status() -> None:
    killed = parse_capture_line({**MOBILE, "answer": {"status": "killed", "headers": {}, "body": None}})
    dropped = parse_capture_line({**WEB, "status": 0, "fault": "drop"})
    unanswered = parse_capture_line({**MOBILE, "answer": None})

    assert (killed.status, killed.condition, killed.response_body) == (None, "killed", b"")
    assert (dropped.status, dropped.condition) == (None, "drop")
    assert (unanswered.status, unanswered.condition) == (None, "")


def test_a_body_that_was_no_json_is_kept_as_text() -> None:
    assert parse_capture_line({**MOBILE, "body": "not JSON"}).request_body == b"not JSON"


@pytest.mark.parametrize(
    "line", [{}, {"url": "x"}, {**MOBILE, "headers": 7}, {**WEB, "at": "soon"}, {**MOBILE, "answer": 7}]
)
def test_another_line_is_refused_with_its_form(line: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError, match="not a line of a capture file") as raised:
        parse_capture_line(line)

    assert "method, url or host and path" in raised.value.next_step


CAPTURED = [one for one in exchanges_of("jvm/1.27.0") if one.request_body]


@settings(deadline=None)
@given(st.sampled_from(CAPTURED), st.integers(0), st.binary(max_size=6), st.integers(0, 40))
def test_real_bodies_that_are_spoilt_never_make_the_decoder_raise(
    exchange: Exchange, position: int, inserted: bytes, lost: int
) -> None:
    body = exchange.request_body
    at = position % len(body)
    spoilt = Exchange(
        exchange.id, "phone", 0.0, "POST", exchange.url, request_body=body[:at] + inserted + body[at + lost :]
    )

    assert segment.decode(spoilt)
