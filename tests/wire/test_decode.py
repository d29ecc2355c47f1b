from __future__ import annotations

import json
from typing import Any
from unittest.mock import Mock, patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from harness.calls import Call, Undecoded
from harness.wire import moengage, segment
from harness.wire.decode import decode, vendor_of
from tests.wire.bodies import (
    MOENGAGE_REPORT,
    SEGMENT_UPLOAD,
    a_batch,
    a_message,
    a_point,
    a_report,
    an_exchange,
    reasons_of,
)

SOURCES: tuple[tuple[str, dict[str, Any]], ...] = (
    (SEGMENT_UPLOAD, a_batch(a_message(), a_message(type="identify", userId="u", traits={"a": 1}))),
    ("https://api.segment.io/v1/m", {"series": [{"metric": "m", "value": 1, "tags": {}}]}),
    (
        MOENGAGE_REPORT,
        a_report(a_point("A", {"n": 1}, EVENT_ATTRS_CUST={"timestamp": [{"t": 1}]}), a_point("MOE_LOGOUT")),
    ),
    (MOENGAGE_REPORT, a_report(a_point("EVENT_ACTION_USER_ATTRIBUTE", {"plan": "p"}, platform="ios"), platform="ios")),
    ("https://sdk-01.moengage.com/v2/sdk/device/W", {"meta": {"bid": "b"}, "query_params": {"push_id": "t"}}),
    ("https://sdk-01.moengage.com/v3/sdkconfig/ios/W", {"meta": {}, "query_params": {"os": "iOS"}}),
    ("https://sdk-01.moengage.com/v1/cards/user", {"query_params": {}}),
)


@pytest.mark.parametrize(
    ("host", "vendor"),
    [
        ("cdn-settings.segment.com", "segment"),
        ("api.segment.io", "segment"),
        ("API.Segment.IO.", "segment"),
        ("segment.io", "segment"),
        ("sdk-01.moengage.com", "moengage"),
        ("sdk-101.moengage.com", "moengage"),
        ("example.com", None),
        ("notsegment.io", None),
        ("segment.io.example.com", None),
        ("", None),
    ],
)
def test_a_host_is_a_vendors_by_its_domain(host: str, vendor: str | None) -> None:
    assert vendor_of(host) == vendor


def test_a_host_of_ones_own_is_known_by_what_is_asked_of_it() -> None:
    upload, report = "https://collect.example.com/in/v1/b", "https://sdk-01.example.com/v2/sdk/report/W"

    (track,) = decode(an_exchange(upload, a_batch(a_message())))
    (event,) = decode(an_exchange(report, a_report(a_point())))

    assert (track.vendor, event.vendor) == ("segment", "moengage")


def test_a_host_that_is_no_vendors_is_undecoded() -> None:
    exchange = an_exchange("https://other.example.com/x")

    assert reasons_of(exchange) == {"/": "other.example.com/x is neither Segment's nor MoEngage's"}
    assert decode(exchange)[0].vendor == "unknown"


@pytest.mark.parametrize("kind", ["canary", "refused", "passed"])
def test_what_did_not_go_to_a_vendor_gives_nothing(kind: Any) -> None:
    assert decode(an_exchange(body=a_batch(a_message()), kind=kind)) == []


def test_a_problem_of_capture_is_the_reason() -> None:
    (undecoded,) = decode(an_exchange(body=b"\x1f\x8b", problem="the body is not gzip"))

    assert undecoded == Undecoded("segment", "phone", "75e4 /", "the body is not gzip")


def test_a_url_that_cannot_be_read_is_undecoded() -> None:
    assert reasons_of(an_exchange("https://[x/v1/b")) == {"/": "the URL cannot be read: Invalid IPv6 URL"}


def test_a_request_without_an_answer_is_decoded_all_the_same() -> None:
    (call,) = decode(an_exchange(body=a_batch(a_message()), status=None))

    assert isinstance(call, Call)
    assert call.status is None


def test_a_defect_of_a_decoder_does_not_end_capture() -> None:
    broken = Mock(side_effect=ZeroDivisionError("no"))

    with patch.dict("harness.wire.decode.DECODERS", {"segment": broken}):
        assert reasons_of(an_exchange()) == {"/": "the harness's decoder failed: ZeroDivisionError: no"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, inner in below for place in _places(inner, (*path, key)))]


def _replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _replaced(value[path[0]], path[1:], new)
    return copy


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """A request of an SDK with up to three places replaced by anything, cut or spoilt as bytes."""
    url, body = draw(st.sampled_from(SOURCES))
    changed: Any = body
    for _ in range(draw(st.integers(0, 3))):
        new = draw(JSON | JSON.map(json.dumps))
        changed = _replaced(changed, draw(st.sampled_from(_places(changed))), new)
    sent = json.dumps(changed).encode()
    if draw(st.booleans()):
        at = draw(st.integers(0, len(sent)))
        sent = sent[:at] + draw(st.binary(max_size=4)) + sent[at + draw(st.integers(0, 9)) :]
    return url, sent


@settings(deadline=None)
@given(mutated())
@example((SEGMENT_UPLOAD, b'{"batch":[' + b"[" * 5_000))
@example((MOENGAGE_REPORT, json.dumps(a_report(a_point(EVENT_ATTRS="[" * 5_000))).encode()))
def test_decoders_never_raise_and_never_say_nothing(request: tuple[str, bytes]) -> None:
    url, body = request
    exchange = an_exchange(url, body)

    decoded = (segment if "segment" in url else moengage).decode(exchange)

    assert decoded
    assert all(item.source.startswith("75e4 /") for item in decoded)
    assert all(item.reason for item in decoded if isinstance(item, Undecoded))
    assert repr(decode(exchange)) == repr(decoded)


@settings(deadline=None)
@given(st.sampled_from([url for url, _ in SOURCES]), st.integers(0, 3), JSON)
def test_a_whole_message_stays_whatever_stands_beside_it(url: str, index: int, other: Any) -> None:
    good = a_message(event="Good") if url == SEGMENT_UPLOAD else a_point("Good")
    listed = [other, other, other]
    listed.insert(index, good)
    exchange = an_exchange(
        SEGMENT_UPLOAD if url == SEGMENT_UPLOAD else MOENGAGE_REPORT,
        a_batch(*listed) if url == SEGMENT_UPLOAD else a_report(*listed),
    )

    calls = [item for item in decode(exchange) if isinstance(item, Call)]

    assert [call.name for call in calls] == ["Good"]


@settings(deadline=None)
@given(st.text(max_size=30), st.sampled_from(["GET", "POST", "OPTIONS"]))
def test_any_url_gives_an_item(path: str, method: str) -> None:
    for host in ("api.segment.io", "sdk-02.moengage.com", "x.example.com"):
        assert decode(an_exchange(f"https://{host}/{path}", {}, method=method))
