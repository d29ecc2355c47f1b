from __future__ import annotations

from harness.calls import Exchange
from harness.report.allure import exchange_form, title

UPLOAD = Exchange(
    id="0001", device="virtual:ios", wall=1000.0, method="POST", url="https://api.segment.io/v1/b?x=1",
    request_headers=(("content-type", "application/json"),),
    request_body=b'{"batch":[{"type":"track","event":"A","messageId":"m","anonymousId":"a","timestamp":"2026-01-01T00:00:00.000Z"}],'
    b'"sentAt":"2026-01-01T00:00:00.000Z","writeKey":"w"}',
    status=200, response_body=b"{}",
)  # fmt: skip


def test_an_exchange_has_allures_own_form() -> None:
    form = exchange_form(UPLOAD)
    assert form["schemaVersion"] == 1
    assert form["start"] == 1_000_000
    assert form["request"]["query"] == [{"name": "x", "value": "1"}]
    assert form["request"]["body"]["encoding"] == "utf8"
    assert form["response"]["status"] == 200


def test_bytes_that_are_no_text_are_base64() -> None:
    broken = Exchange(
        id="2", device="d", wall=0.0, method="POST", url="https://api.segment.io/v1/b", request_body=b"\xff\x00"
    )
    body = exchange_form(broken)["request"]["body"]
    assert (body["encoding"], body["value"]) == ("base64", "/wA=")


def test_no_answer_is_an_error_with_its_condition() -> None:
    dropped = Exchange(
        id="3", device="d", wall=0.0, method="POST", url="https://api.segment.io/v1/b", condition="dropped"
    )
    form = exchange_form(dropped)
    assert form["error"] == {"name": "no answer", "message": "dropped"}
    assert "response" not in form


def test_a_title_names_what_is_unknown_or_undecoded() -> None:
    odd = Exchange(
        id="4", device="d", wall=0.0, method="POST", url="https://api.segment.io/v1/b", status=200,
        request_body=b'{"batch":[{"type":"track","event":"A","foo":1},7]}',
    )  # fmt: skip
    assert title(odd) == "POST /v1/b  track, undecoded, unknown field message.foo -> 200"


def test_a_title_names_the_calls_inside() -> None:
    assert title(UPLOAD).startswith("POST /v1/b  track")
    assert title(UPLOAD).endswith("-> 200")
