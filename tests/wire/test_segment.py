from __future__ import annotations

import json
from typing import Any

import pytest

from harness.calls import Call, Exchange, Undecoded, Unknown
from harness.wire.decode import decode
from harness.wire.segment import knows
from tests.wire.bodies import (
    ANONYMOUS,
    DEVICE,
    SEGMENT_UPLOAD,
    a_batch,
    a_message,
    an_exchange,
    call_of,
    calls_of,
    reasons_of,
)


def test_a_track_is_a_call_with_its_event_user_and_properties() -> None:
    message = a_message(event="Order Completed", properties={"total": 19.5}, userId="ada-1")

    call = call_of(an_exchange(body=a_batch(message)))

    assert (call.vendor, call.kind, call.name, call.user_id) == ("segment", "track", "Order Completed", "ada-1")
    assert call.data == {"total": 19.5}
    assert (call.anonymous_id, call.message_id, call.status) == (ANONYMOUS, "m-1", 200)
    assert call.context == message["context"]
    assert call.raw == message
    assert (call.source, call.exchange_id, call.device) == ("75e4 /batch/0", "75e4", "phone")


def test_ids_of_an_installation_are_its_anonymous_id_and_device_in_lower_case() -> None:
    assert call_of(an_exchange(body=a_batch(a_message()))).ids == {ANONYMOUS.lower(), DEVICE}


@pytest.mark.parametrize("context", [{}, {"device": {}}, {"device": {"id": ""}}])
def test_a_device_without_an_id_adds_none(context: dict[str, Any]) -> None:
    assert call_of(an_exchange(body=a_batch(a_message(context=context)))).ids == {ANONYMOUS.lower()}


@pytest.mark.parametrize("absent", [{"properties": None}, {"properties": {}}])
def test_properties_that_ios_leaves_out_are_those_that_android_sends_empty(absent: dict[str, Any]) -> None:
    assert call_of(an_exchange(body=a_batch(a_message(**absent)))).data == {}


@pytest.mark.parametrize("user", [{}, {"userId": None}])
def test_nobody_has_no_user_id(user: dict[str, Any]) -> None:
    message = {**a_message(), **user}

    assert call_of(an_exchange(body=a_batch(message))).user_id is None


def test_an_empty_user_id_is_not_nobody() -> None:
    assert call_of(an_exchange(body=a_batch(a_message(userId="")))).user_id == ""


@pytest.mark.parametrize(
    ("message", "name", "user_id", "data"),
    [
        (a_message(type="identify", userId="u", traits={"a": 1}), None, "u", {"a": 1}),
        (a_message(type="identify", traits={"a": 1}), None, None, {"a": 1}),
        (a_message(type="screen", name="Home", category="", properties={"s": 1}), "Home", None, {"s": 1}),
        (a_message(type="screen", name="Home", properties=None), "Home", None, {}),
        (a_message(type="page", properties={"url": "/"}), None, None, {"url": "/"}),
        (a_message(type="group", groupId="g-1", traits={"plan": "pro"}), "g-1", None, {"plan": "pro"}),
        (a_message(type="alias", userId="new", previousId="old"), None, "new", {"previous_id": "old"}),
        (a_message(type="alias", userId="new"), None, "new", {}),
    ],
)
def test_every_type_of_message_is_a_kind(
    message: dict[str, Any], name: str, user_id: str, data: dict[str, Any]
) -> None:
    call = call_of(an_exchange(body=a_batch(message)))

    assert (call.kind, call.name, call.user_id, call.data) == (message["type"], name, user_id, data)


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (7, "the message is the number 7, not an object"),
        (a_message(type=None), "type is missing"),
        (a_message(type=3), "type is the number 3, not text"),
        (
            a_message(type="purchase"),
            "type is the text 'purchase'; known are alias, group, identify, page, screen, track",
        ),
        (a_message(event=None), "event is missing"),
        (a_message(event=["E"]), "event is a list, not text"),
        (a_message(properties=[1]), "properties is a list, not an object"),
        ({**a_message(), "properties": None}, "properties is null, not an object"),
        (a_message(type="identify", traits="x"), "traits is the text 'x', not an object"),
        (a_message(type="group"), "groupId is missing"),
        (a_message(type="screen", name=4), "name is the number 4, not text"),
        (a_message(type="screen", name="S", category=True), "category is true, not text"),
        (a_message(type="alias"), "userId is missing"),
        (a_message(type="alias", userId="n", previousId=1), "previousId is the number 1, not text"),
        (a_message(userId=42), "userId is the number 42, not text"),
        (a_message(anonymousId=42), "anonymousId is the number 42, not text"),
        (a_message(messageId={}), "messageId is an object, not text"),
        (a_message(timestamp=1), "timestamp is the number 1, not text"),
        (a_message(context="x"), "context is the text 'x', not an object"),
        (a_message(context={"device": "x"}), "context.device is the text 'x', not an object"),
        (a_message(integrations=[]), "integrations is a list, not an object"),
        (a_message(_metadata=[]), "_metadata is a list, not an object"),
    ],
)
def test_a_message_of_another_form_is_undecoded_and_the_others_are_not(message: object, reason: str) -> None:
    exchange = an_exchange(body=a_batch(a_message(event="Before"), message, a_message(event="After")))

    before, broken, after = decode(exchange)

    assert isinstance(broken, Undecoded)
    assert (broken.vendor, broken.device, broken.source, broken.reason) == ("segment", "phone", "75e4 /batch/1", reason)
    assert [call.name for call in (before, after) if not isinstance(call, Undecoded)] == ["Before", "After"]


def test_an_undecoded_message_still_belongs_to_its_installation() -> None:
    (undecoded,) = decode(an_exchange(body=a_batch(a_message(type="purchase"))))

    assert undecoded.ids == {ANONYMOUS.lower()}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "the body is empty"),
        (b"<html>", "the body is not JSON: Expecting value: line 1 column 1 (char 0)"),
        ([], "the body is a list, not a JSON object"),
        ({}, "batch is missing, not a list"),
        ({"batch": None}, "batch is null, not a list"),
        ({"batch": {}}, "batch is an object, not a list"),
        ({"batch": []}, "batch is empty"),
    ],
)
def test_a_batch_without_messages_is_one_undecoded(body: object, reason: str) -> None:
    assert reasons_of(an_exchange(body=body)) == {"/": reason}


def test_an_unknown_key_beside_the_batch_is_said_by_its_name() -> None:
    exchange = an_exchange(body={**a_batch(a_message()), "consent": {}})

    call, unknown = decode(exchange)

    assert isinstance(call, Call)
    assert unknown == Unknown("segment", "phone", "75e4 /", "field", "body.consent", call.ids)


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ({"type": "track", "event": "E", "traits": {}}, ["message.traits"]),
        ({"type": "alias", "userId": "u", "previousId": "a"}, []),
        (
            {"type": "page", "name": "Home", "category": "c", "properties": {"whatever": 1}, "event": "x"},
            ["message.event"],
        ),
        ({"type": "identify", "traits": {"whatever": {"deep": 1}}, "channel": "mobile"}, ["message.channel"]),
        ({"type": "track", "event": "E", "_metadata": {"bundled": [], "late": []}}, ["message._metadata.late"]),
        (
            {"type": "track", "event": "E", "context": {"consent": {}, "device": {"id": "d", "imei": "x"}}},
            ["context.consent", "context.device.imei"],
        ),
        ({"type": "track", "event": "E", "context": {"campaign": {"any": "name"}, "device": None}}, []),
        ({"type": "screen", "name": "S", "integrations": {"Whatever": {"a": 1}}}, []),
    ],
)
def test_unknown_keys_of_a_message_are_said_by_their_paths(message: dict[str, Any], names: list[str]) -> None:
    decoded = decode(an_exchange(body=a_batch(message)))

    assert [(one.what, one.name) for one in decoded if isinstance(one, Unknown)] == [("field", name) for name in names]


def test_each_unknown_name_is_said_once_an_exchange_where_it_is_first_met() -> None:
    strange = a_message(context={"foo": 1, "bar": 2})

    decoded = decode(an_exchange(body=a_batch(a_message(), strange, a_message(context={"foo": 3}))))

    assert [(one.name, one.source) for one in decoded if isinstance(one, Unknown)] == [
        ("context.foo", "75e4 /batch/1"),
        ("context.bar", "75e4 /batch/1"),
    ]
    assert len([one for one in decoded if isinstance(one, Call)]) == 3


def test_a_message_sent_alone_is_a_call() -> None:
    call = call_of(an_exchange("https://api.segment.io/v1/p", {"type": "page", "name": "Home", "userId": None}))

    assert (call.kind, call.name, call.user_id, call.source) == ("page", "Home", None, "75e4 /")


def test_a_message_sent_alone_says_what_is_unknown_of_it() -> None:
    _, unknown = decode(an_exchange("https://api.segment.io/v1/t", a_message(foo=1)))

    assert isinstance(unknown, Unknown)
    assert (unknown.name, unknown.source) == ("message.foo", "75e4 /")


@pytest.mark.parametrize(
    ("status", "answer", "data"),
    [
        (
            200,
            {"integrations": {"Segment.io": {"apiKey": "K"}, "MoEngage": {"apiKey": "W"}}},
            {"integrations": ["Segment.io", "MoEngage"], "workspace_id": "W"},
        ),
        (200, {"integrations": {"Segment.io": True}}, {"integrations": ["Segment.io"], "workspace_id": None}),
        (200, {"integrations": {"MoEngage": True}}, {"integrations": ["MoEngage"], "workspace_id": None}),
        (200, {}, {"integrations": [], "workspace_id": None}),
        (200, [], {"problem": "the answer is a list, not a JSON object"}),
        (200, {"integrations": None}, {"problem": "integrations is null, not an object"}),
        (503, {"integrations": {}}, {}),
        (None, {}, {}),
    ],
)
def test_settings_say_what_was_answered(status: int | None, answer: Any, data: dict[str, Any]) -> None:
    url = "https://cdn-settings.segment.com/v1/projects/K/settings"
    body = json.dumps(answer).encode()

    call = call_of(an_exchange(url, method="GET", status=status, response_body=body))

    assert (call.kind, call.data) == ("settings_fetched", data)


def test_unknown_keys_of_telemetry_are_said() -> None:
    body = {"series": [{"metric": "m", "log": {"trace": "t", "level": 1}, "unit": "s"}]}

    _, *unknown = decode(an_exchange("https://api.segment.io/v1/m", body))

    assert [one.name for one in unknown if isinstance(one, Unknown)] == ["body.series.log.level", "body.series.unit"]


def test_a_batch_of_swift_with_lines_and_escaped_slashes_is_read() -> None:
    lines = [
        b'{ "batch": [',
        rb'{"type":"track","event":"A\/B"}',
        b",",
        b'{"type":"track","event":"C"}',
        b'],"sentAt":"x"}',
    ]

    assert [call.name for call in calls_of(an_exchange(body=b"\n".join(lines)))] == ["A/B", "C"]


def test_text_outside_ascii_survives_whatever_the_content_type_says() -> None:
    message = a_message(type="identify", userId="u", traits={"name": "Zoë ✓"})
    exchange = an_exchange(body=a_batch(message), request_headers=(("Content-Type", "text/plain"),))

    assert call_of(exchange).data == {"name": "Zoë ✓"}


def test_a_settings_fetch_is_a_call_whatever_its_answer() -> None:
    url = "https://cdn-settings.segment.com/v1/projects/WRITE-KEY/settings"

    call = call_of(an_exchange(url, method="GET", status=500))

    assert (call.vendor, call.kind, call.status, call.source) == ("segment", "settings_fetched", 500, "75e4 /")
    assert call.raw == {"writeKey": "WRITE-KEY"}
    assert "WRITE-KEY" not in repr(call)


def test_telemetry_is_a_call_with_the_names_of_its_metrics() -> None:
    series = [{"type": "Counter", "metric": "analytics_mobile.invoke", "value": 1, "tags": {}}]

    call = call_of(an_exchange("https://api.segment.io/v1/m", {"series": series}))

    assert (call.kind, call.data, call.source) == ("telemetry_sent", {"metrics": ["analytics_mobile.invoke"]}, "75e4 /")


def test_broken_telemetry_is_undecoded_at_its_place() -> None:
    url = "https://api.segment.io/v1/m"

    assert reasons_of(an_exchange(url, {"series": {}})) == {"/": "series is an object, not a list"}
    assert reasons_of(an_exchange(url, {"series": [{"metric": "a"}, {"metric": 1}, 5]})) == {
        "/series/1": "metric is missing or not text in an object",
        "/series/2": "metric is missing or not text in the number 5",
    }


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("GET", SEGMENT_UPLOAD),
        ("OPTIONS", SEGMENT_UPLOAD),
        ("POST", "https://api.segment.io/v1/s"),
        ("POST", "https://api.segment.io/v2/b"),
        ("POST", "https://cdn-settings.segment.com/v1/projects/K/settings"),
        ("GET", "https://cdn-settings.segment.com/v1/projects/settings"),
        ("GET", "https://cdn.segment.com/analytics.js/v1/K/analytics.min.js"),
    ],
)
def test_a_request_that_nobody_knows_is_undecoded_by_its_endpoint(method: str, url: str) -> None:
    assert reasons_of(an_exchange(url, method=method)) == {
        "/": f"unknown endpoint: {method} {url.removeprefix('https://')}"
    }


def test_an_upload_is_known_by_its_path_below_any_prefix() -> None:
    assert knows("/v1/b")
    assert knows("/collect/v1/m")
    assert knows("/v1/projects/K/settings")
    assert not knows("/b")
    assert not knows("/v1/batch")


def test_an_iphones_device_id_says_nothing_about_the_installation() -> None:
    """It belongs to the vendor and outlives the app's data (segment.md 2.4); Android's is the first anonymous id."""
    message = (
        b'{"type":"track","event":"A","messageId":"m","anonymousId":"ANON","timestamp":"2026-01-01T00:00:00.000Z",'
        b'"context":{"device":{"id":"DEVICE","type":"%s"}}}'
    )
    for platform, ids in ((b"ios", {"anon"}), (b"android", {"anon", "device"})):
        body = b'{"batch":[' + message % platform + b'],"sentAt":"2026-01-01T00:00:00.000Z","writeKey":"w"}'
        url = "https://api.segment.io/v1/b"
        (found,) = decode(Exchange(id="1", device="d", wall=0.0, method="POST", url=url, request_body=body))
        assert found.ids == ids
