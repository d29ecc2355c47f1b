from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from harness.calls import Call, Exchange
from harness.redact import KEYS, NUMBERS, Redactor
from harness.wire.captures import parse_capture_line
from harness.wire.decode import decode
from tests.wire.bodies import MOENGAGE_REPORT, a_batch, a_message, a_point, a_report, an_exchange

REDACTOR = Redactor("run")
SETTINGS = "https://cdn-settings.segment.com/v1/projects/REAL-KEY/settings"
CAPTURED = Path(__file__).parent / "wire" / "captures" / "jvm" / "1.27.0.ndjson"


def redacted(value: Any) -> Any:
    return json.loads(REDACTOR.redact_text(json.dumps(value)))


def holds(exchange: Exchange, secret: str) -> bool:
    return secret in str([getattr(exchange, name) for name in Exchange.__slots__])


@pytest.mark.parametrize(
    ("key", "kind"), [(key, kind) for kind, keys in KEYS.items() for key in keys] + [("writekey", "write-key")]
)
def test_a_value_under_a_known_key_becomes_a_placeholder(key: str, kind: str) -> None:
    text = redacted({"a": {key: "S3CRET"}, "b": [{key.upper(): "S3CRET"}]})

    (placeholder,) = text["a"].values()
    assert re.fullmatch(rf"redacted-{kind}-[0-9a-f]{{12}}", placeholder)
    assert text == {"a": {key: placeholder}, "b": [{key.upper(): placeholder}]}


def test_the_same_value_has_the_same_placeholder_and_another_has_another() -> None:
    first, same, other = (redacted({"phone": value})["phone"] for value in ("+1 415", "+1 415", "+1 416"))

    assert first == same != other


def test_placeholders_of_another_run_are_others() -> None:
    assert Redactor("a").redact_text('"phone":"+1"') == Redactor("a").redact_text('"phone":"+1"')
    assert Redactor("a").redact_text('"phone":"+1"') != Redactor("b").redact_text('"phone":"+1"')


def test_everything_inside_a_known_key_is_hidden_but_what_is_no_datum() -> None:
    said = redacted({"phone": ["+1", {"home": "+2", "has": True, "no": None, "blank": ""}], "mobile": False})

    assert "+" not in json.dumps(said)
    assert said["phone"][1]["has"] is True
    assert said["phone"][1]["no"] is None
    assert said["phone"][1]["blank"] == ""
    assert said["mobile"] is False


@pytest.mark.parametrize("number", [14155552671, 1.4155552671e10, -7])
def test_a_number_stays_a_number_of_its_type(number: float) -> None:
    placeholder = redacted({"phone": number})["phone"]

    assert placeholder != number
    assert type(placeholder) is type(number)
    assert placeholder in NUMBERS


@pytest.mark.parametrize(
    "address", ["ada@example.com", "a.b+c@mail.example.org", "x@y.test", "x@sub.invalid", "X@EXAMPLE.NET"]
)
def test_addresses_that_nobody_can_own_stay_readable(address: str) -> None:
    assert redacted({"email": address, "text": f"to {address}."}) == {"email": address, "text": f"to {address}."}


@pytest.mark.parametrize(
    "address",
    ["ada@gmail.com", "a.b+c@mail.co.uk", "x@example.com.evil.com", "zoë@real.fr", "o'neil@real.ie", "x@münchen.de"],
)
@pytest.mark.parametrize("template", ["{}", "to <{}>, soon", "mailto:{}", 'a "{}" \\ b', "{{{}}}", "[{}]", "line\n{}"])
def test_other_addresses_are_hidden_wherever_they_stand(address: str, template: str) -> None:
    text = template.format(address)
    for ensure_ascii in (True, False):
        hidden = REDACTOR.redact_text(json.dumps({"n": 1, "said": text, "m": 2}, ensure_ascii=ensure_ascii))

        said = json.loads(hidden)
        assert address not in said["said"]
        before, after = template.split("{}") if template != "{{{}}}" else "{}"
        assert said["said"].startswith(before)
        assert said["said"].endswith(f"@email.invalid{after}")
        assert (said["n"], said["m"]) == (1, 2)


@pytest.mark.parametrize("text", ["@handle", "a @ b", "user@host", "1@2", "@", "@@example", "price 5@3.50"])
def test_an_at_sign_alone_is_no_address(text: str) -> None:
    assert redacted([text]) in ([text], ["price redacted"])


def test_an_address_with_an_escaped_at_sign_is_hidden() -> None:
    assert "gmail" not in REDACTOR.redact_text('{"a":"ada\\u0040gmail.com"}')
    assert "gmail" not in REDACTOR.redact_text("email=ada%40gmail.com&x=1")


def test_json_inside_a_string_is_redacted_and_stays_json() -> None:
    inner = {
        "USER_ATTRIBUTE_USER_MOBILE": "+14155552671",
        "e": "zoë@real.fr",
        "deep": json.dumps({"phone": 7}),
        "n": 1.0,
    }
    body = {"viewsInfo": [{"EVENT_ATTRS": json.dumps(inner)}, {"EVENT_ATTRS": "{}"}]}

    said = json.loads(redacted(body)["viewsInfo"][0]["EVENT_ATTRS"])

    assert said["USER_ATTRIBUTE_USER_MOBILE"].startswith("redacted-phone-")
    assert said["e"].endswith("@email.invalid")
    assert json.loads(said["deep"])["phone"] in NUMBERS
    assert said["n"] == 1.0
    assert said["USER_ATTRIBUTE_USER_MOBILE"] == redacted({"phone": "+14155552671"})["phone"]


@pytest.mark.parametrize(
    "text",
    [
        '{"phone":"+14155552671","cut":"off',
        '{"phone":"+14155552671',
        '{"phone":+14155552671}',
        '{"phone":{"home":"+14155552671',
        '{"email":"ada@gmail.com',
        'x"x ada@gmail.com',
        "plain ada@gmail.com text",
        'plain ada@gmail.com "and" ada@gmail.com, "ada@gmail.com',
        "ada@gmail.com\\",
        '{"a":"\\x ada@gmail.com"}',
    ],
)
def test_broken_json_and_plain_text_keep_no_secret(text: str) -> None:
    hidden = REDACTOR.redact_text(text)

    assert "gmail" not in hidden
    assert "4155552671" not in hidden or "home" in hidden


def test_what_is_around_a_secret_stays_byte_for_byte() -> None:
    body = b'{ "a" : 1.0, "b":"\\/\\u00e9",\n"writeKey" : "REAL-KEY" ,"c":1e5, "c":2, "d":NaN,"e":"Zo\xc3\xab" }'

    hidden = REDACTOR.redact_bytes(body)

    before, after = body.split(b'"REAL-KEY"')
    assert hidden.startswith(before)
    assert hidden.endswith(after)
    assert b"REAL-KEY" not in hidden


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff\xfe\x00", '{"name":"Zoë"}'.encode(), b'{"at":"ada@example.com"}'])
def test_a_body_without_secrets_is_the_same(body: bytes) -> None:
    assert REDACTOR.redact_bytes(body) == body


def test_bytes_that_are_no_text_keep_no_secret() -> None:
    hidden = REDACTOR.redact_bytes(b'\xff\xfe"phone":"\xff+1415" ada@gmail.com \xff')

    assert b"+1415" not in hidden
    assert b"gmail" not in hidden
    assert hidden.startswith(b"\xff\xfe")


def test_an_exchange_without_secrets_is_the_same_object() -> None:
    exchange = an_exchange(body={"batch": []}, request_headers=(("Accept", "*/*"),))

    assert REDACTOR.redact(exchange) is exchange


def test_the_write_key_is_hidden_in_path_answer_and_batch_alike() -> None:
    answer = json.dumps({"integrations": {"Segment.io": {"apiKey": "REAL-KEY"}, "MoEngage": {"apiKey": "WORKSPACE"}}})
    fetch = REDACTOR.redact(an_exchange(SETTINGS, method="GET", response_body=answer.encode()))
    upload = REDACTOR.redact(an_exchange(body={**a_batch(a_message()), "writeKey": "REAL-KEY"}))

    key = json.loads(upload.request_body)["writeKey"]
    assert key.startswith("redacted-write-key-")
    assert fetch.path == f"/v1/projects/{key}/settings"
    integrations = json.loads(fetch.response_body)["integrations"]
    assert integrations == {"Segment.io": {"apiKey": key}, "MoEngage": {"apiKey": "WORKSPACE"}}


def test_the_write_key_in_telemetry_and_in_the_webs_script_is_the_same() -> None:
    telemetry = redacted({"series": [{"metric": "m", "tags": {"writekey": "REAL-KEY"}}]})
    script = REDACTOR.redact(
        an_exchange("https://cdn.segment.com/analytics.js/v1/REAL-KEY/analytics.min.js", method="GET")
    )

    assert script.path == f"/analytics.js/v1/{telemetry['series'][0]['tags']['writekey']}/analytics.min.js"


@pytest.mark.parametrize(
    ("name", "value", "form"),
    [
        ("Authorization", "Basic UkVBTDo=", r"Basic redacted-authorization-\w{12}"),
        ("AUTHORIZATION", "token", r"redacted-authorization-\w{12}"),
        ("Proxy-Authorization", "Bearer a b", r"Bearer redacted-proxy-authorization-\w{12}"),
        ("Cookie", "a=1; b=2", r"redacted-cookie-\w{12}"),
        ("set-cookie", "id=7; Path=/", r"redacted-set-cookie-\w{12}"),
        ("Referer", "https://shop.example/?phone=%2B1415#x", r"https://shop.example/\?phone=redacted-phone-\w{12}#x"),
        ("From", "ada@gmail.com", r"redacted-\w{12}@email\.invalid"),
        ("User-Agent", "analytics-kotlin/1.27.0", r"analytics-kotlin/1\.27\.0"),
        ("MOE-APPKEY", "WORKSPACE_DEBUG", "WORKSPACE_DEBUG"),
        ("Cookie", "", ""),
    ],
)
def test_headers_that_carry_secrets_are_hidden(name: str, value: str, form: str) -> None:
    exchange = REDACTOR.redact(an_exchange(request_headers=((name, value),), response_headers=((name, value),)))

    ((same_name, hidden),) = exchange.request_headers
    assert same_name == name
    assert re.fullmatch(form, hidden)
    assert exchange.response_headers == exchange.request_headers


def test_a_query_hides_tokens_and_addresses() -> None:
    url = "https://sdk-01.moengage.com/v2/device/add?os=web&push_id=S%203&PHONE=%2B1&email=ada%40gmail.com&to=ada@example.com"

    hidden = REDACTOR.redact(an_exchange(url)).url

    assert re.fullmatch(
        r"https://sdk-01\.moengage\.com/v2/device/add\?os=web&push_id=redacted-token-\w{12}&PHONE=redacted-phone-\w{12}"
        r"&email=redacted-\w{12}%40email\.invalid&to=ada@example\.com",
        hidden,
    )
    token = redacted({"push_id": "S 3"})["push_id"]
    assert f"push_id={token}&" in hidden


def test_the_push_token_is_the_same_at_both_vendors() -> None:
    context = {"device": {"id": "d", "token": "T0KEN"}}
    upload = REDACTOR.redact(an_exchange(body=a_batch(a_message(context=context))))
    report = REDACTOR.redact(an_exchange(MOENGAGE_REPORT, a_report(a_point(), query_params={"push_id": "T0KEN"})))

    (track,) = decode(upload)
    (event,) = decode(report)
    assert isinstance(track, Call)
    assert isinstance(event, Call)
    assert track.context["device"]["token"] == event.context["push_id"]
    assert not holds(upload, "T0KEN")
    assert not holds(report, "T0KEN")


def test_the_decoder_finds_in_a_redacted_exchange_what_it_found_before() -> None:
    for line in CAPTURED.read_text(encoding="utf-8").splitlines():
        exchange = parse_capture_line(json.loads(line))
        hidden = REDACTOR.redact(exchange)

        assert [replace(one, raw={}) for one in decode(hidden) if isinstance(one, Call)] == [
            replace(one, raw={}) for one in decode(exchange) if isinstance(one, Call)
        ]
        assert not holds(hidden, "wk_probe")


def test_what_is_redacted_stays_as_it_is_when_redacted_again() -> None:
    body = {
        "phone": [14155552671, 1.5, "+1"],
        "email": "ada@gmail.com",
        "s": json.dumps({"token": "t"}),
        "writeKey": "K",
    }
    once = REDACTOR.redact(
        an_exchange(SETTINGS, body, request_headers=(("Authorization", "Basic x"), ("Cookie", "a=1")))
    )

    assert Redactor("another").redact(once) is once


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.emails(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=6) | st.sampled_from(["phone", "token", "writeKey"]), inner, max_size=3)
        | inner.map(json.dumps)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(JSON, st.booleans())
def test_json_stays_json_of_the_same_shape(value: Any, ensure_ascii: bool) -> None:
    text = json.dumps(value, ensure_ascii=ensure_ascii)

    hidden = json.loads(REDACTOR.redact_text(text))

    assert _shape(hidden) == _shape(value)
    assert REDACTOR.redact_text(REDACTOR.redact_text(text)) == REDACTOR.redact_text(text)


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shape(inner) for key, inner in value.items()}
    return [_shape(inner) for inner in value] if isinstance(value, list) else type(value)


@settings(deadline=None)
@given(st.sampled_from(["phone", "push_id", "writeKey"]), st.text(min_size=4, max_size=20), JSON, st.integers(0, 3))
def test_no_secret_survives_at_any_depth_of_strings(key: str, secret: str, beside: Any, depth: int) -> None:
    value: Any = {"beside": beside, key: f"S3CRET{secret}"}
    for _ in range(depth):
        value = {"wrapped": json.dumps(value)}

    assert "S3CRET" not in REDACTOR.redact_text(json.dumps(value))


@settings(deadline=None)
@given(st.emails(domains=st.sampled_from(["gmail.com", "mail.co.uk"])), JSON, st.integers(0, 3))
def test_no_address_survives_at_any_depth_of_strings(address: str, beside: Any, depth: int) -> None:
    value: Any = {"beside": beside, "said": f"to {address}"}
    for _ in range(depth):
        value = {"wrapped": json.dumps(value)}

    hidden = REDACTOR.redact_text(json.dumps(value))

    assert "gmail.com" not in hidden.replace(json.dumps(beside), "")
    assert "mail.co.uk" not in hidden.replace(json.dumps(beside), "")


@settings(deadline=None)
@given(
    st.binary(max_size=60), st.text(max_size=30), st.sampled_from(['{"phone":', '"a@b.io', '"{', '"[{\\"phone\\":', ""])
)
@example(b"\\", "\\", '"phone":"')
@example(b'"' * 9, "[" * 20, '{"phone":')
def test_redaction_never_raises(body: bytes, text: str, beginning: str) -> None:
    sent = beginning.encode() + body
    headers = ((text, text), ("Authorization", text))
    exchange = Exchange("x", "d", 0.0, "POST", f"https://h/{text}?{text}", request_headers=headers, request_body=sent)

    hidden = REDACTOR.redact(replace(exchange, response_body=beginning.encode() + text.encode("utf-8", "replace")))

    assert hidden.request_headers[0][0] == text


@pytest.mark.parametrize(
    "text",
    ['"phone":' + "[" * 100_000, '"' + '\\"' * 100_000, "@" * 100_000, '"a' * 100_000 + "@", "a@" * 50_000 + "b.io"],
)
def test_hostile_bodies_end(text: str) -> None:
    assert REDACTOR.redact_text(text)
