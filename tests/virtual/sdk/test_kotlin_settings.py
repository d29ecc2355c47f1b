from __future__ import annotations

import json

import pytest

from harness.virtual.sdk.kotlin_settings import RejectedError, Settings, decode_document, default_document
from harness.virtual.sdk.seams import NoAnswer, Response
from tests.virtual.sdk.fake_network import an_answer, settings_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.kotlin_app import launch, relaunch

BROKEN = Response(200, {}, b"<html>")


@pytest.mark.parametrize("text", ["", "<html>", "[]", "null", '{"plan":null}', '{"integrations":[]}', '{"metrics":1}'])
def test_one_wrong_section_rejects_the_whole_document(text: str) -> None:
    """segment.md 1.3"""
    with pytest.raises(RejectedError):
        decode_document(text)


def test_unknown_keys_are_ignored_and_missing_sections_are_empty() -> None:
    """segment.md 1.3"""
    assert decode_document('{"integrations":{"X":1},"new":null}') == {
        "integrations": {"X": 1},
        "plan": {},
        "edgeFunction": {},
        "middlewareSettings": {},
        "metrics": {},
        "consentSettings": {},
        "autoInstrumentation": {},
    }


def test_the_default_names_segment_only_and_a_constant_host() -> None:
    """segment.md 1.4"""
    segment = {"apiKey": "wk", "apiHost": "api.segment.io/v1"}
    assert default_document("wk")["integrations"] == {"Segment.io": segment}


def test_the_cache_is_used_at_launch_and_rubbish_in_it_is_not() -> None:
    """segment.md 1.4"""
    stored = {"segment.settings": json.dumps({"integrations": {"MoEngage": {}}})}

    assert list(Settings(stored, "wk").document["integrations"]) == ["MoEngage"]
    assert list(Settings({"segment.settings": "{"}, "wk").document["integrations"]) == ["Segment.io"]


def test_settings_are_asked_for_once_at_launch(a_process: FakeProcess) -> None:
    """segment.md 1.2, 1.4"""
    launch(a_process)

    (request,) = a_process.network.requests
    assert (request.method, request.url) == ("GET", "https://cdn-settings.segment.com/v1/projects/wk/settings")
    assert request.headers == (
        ("User-Agent", "analytics-kotlin/1.27.0"),
        ("Content-Type", "application/json; charset=utf-8"),
        ("Accept-Encoding", "gzip"),
    )


def test_another_status_than_200_causes_a_second_request_with_doubled_headers(a_process: FakeProcess) -> None:
    """segment.md 1.4; captured"""
    a_process.network.answers("/settings", an_answer(204), settings_answer())
    app = launch(a_process)

    first, second = a_process.network.sent("/settings")
    assert second.headers == (*first.headers[:2], *first.headers[:2], ("Accept-Encoding", "gzip"))
    assert list(app.moengage.updates[0][0]["integrations"]) == ["Segment.io"]


@pytest.mark.parametrize("answer", [BROKEN, NoAnswer("timed out")])
def test_no_second_request_for_a_broken_document_or_no_answer(
    a_process: FakeProcess, answer: Response | NoAnswer
) -> None:
    """segment.md 1.4"""
    a_process.network.answers("/settings", answer)
    launch(a_process)

    assert len(a_process.network.sent("/settings")) == 1


@pytest.mark.parametrize("answer", [an_answer(500), BROKEN, NoAnswer("timed out")])
def test_a_first_launch_without_settings_sends_to_segment_alone(
    a_process: FakeProcess, answer: Response | NoAnswer
) -> None:
    """segment.md 1.4"""
    a_process.network.answers("/settings", answer)
    app = launch(a_process)
    app.do("track", "T")

    assert [event["_metadata"]["bundled"] for event in app.sent()] == [[]]
    assert app.moengage.events == []
    assert any("failed to fetch settings" in line for line in a_process.lines)


def test_without_settings_a_launch_goes_on_with_the_cached_ones(a_process: FakeProcess) -> None:
    """segment.md 1.4; moedest.md 1"""
    app = launch(a_process)
    a_process.network.answers("/settings", an_answer(500))
    again = relaunch(app)
    again.do("track", "T")

    assert [event["event"] for event in again.moengage.events] == ["T"]
    assert again.moengage.updates[0][0]["integrations"]["MoEngage"] == {"apiKey": "WORKSPACE"}
    assert again.moengage.updates[0][1] is True


def test_failed_settings_flip_a_custom_host_to_segment_s(a_process: FakeProcess) -> None:
    """segment.md 1.4"""
    a_process.network.answers("/settings", an_answer(500))
    app = launch(a_process, api_host="eu.example/v1")
    app.do("track", "T")
    app.do("flush")

    assert [request.url for request in a_process.network.sent("/b")] == ["https://api.segment.io/v1/b"]


def test_the_host_of_the_settings_is_used(a_process: FakeProcess) -> None:
    """segment.md 1.3"""
    a_process.network.answers("/settings", settings_answer(**{"Segment.io": {"apiKey": "k", "apiHost": "x.test/v1"}}))
    app = launch(a_process, api_host="eu.example/v1")
    app.do("track", "T")
    app.do("flush")

    assert [request.url for request in a_process.network.sent("/b")] == ["https://x.test/v1/b"]


def test_an_entry_without_api_key_applies_nothing_and_is_reported(a_process: FakeProcess) -> None:
    """segment.md 1.3"""
    answer = settings_answer(**{"Segment.io": {"apiHost": "x.test/v1"}})
    a_process.network.answers("/settings", answer)
    app = launch(a_process)
    app.do("track", "T")

    assert [event["event"] for event in app.sent()] == ["T"]
    assert [request.url for request in a_process.network.sent("/b")] == ["https://api.segment.io/v1/b"]
    assert any("Segment.io" in line and "apiKey" in line for line in a_process.lines)


def test_true_in_the_place_of_an_entry_means_no_overrides(a_process: FakeProcess) -> None:
    """segment.md 1.3"""
    a_process.network.answers("/settings", settings_answer(**{"Segment.io": True}))
    app = launch(a_process, api_host="eu.example/v1")
    app.do("track", "T")

    assert [event["event"] for event in app.sent()] == ["T"]
    assert [request.url for request in a_process.network.sent("/b")] == ["https://eu.example/v1/b"]


@pytest.mark.parametrize("host", [{}, {"apiHost": None}])
def test_settings_that_name_no_host_leave_the_one_in_use(a_process: FakeProcess, host: dict[str, object]) -> None:
    """segment.md 1.3"""
    a_process.network.answers("/settings", settings_answer(**{"Segment.io": {"apiKey": "k", **host}}))
    app = launch(a_process, api_host="eu.example/v1")
    app.do("track", "T")
    app.do("flush")

    assert [request.url for request in a_process.network.sent("/b")] == ["https://eu.example/v1/b"]
