from __future__ import annotations

import json
from typing import Any

import pytest

from harness.virtual.sdk.seams import NoAnswer, Response
from harness.virtual.sdk.swift_settings import decode_document
from tests.virtual.sdk.fake_network import SETTINGS, an_answer, settings_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.swift_app import SwiftApp, a_swift_app, next_process


def stored(app: SwiftApp) -> object:
    return app.process.storage.preferences("com.segment.storage.wk")["segment.settings"]


def test_a_failed_fetch_goes_on_with_the_stored_document(an_ios_app_process: FakeProcess) -> None:
    """segment.md 1.4: no second try, plugins are told."""
    app = a_swift_app(an_ios_app_process)
    app.process.network.answers("/settings", an_answer(500))
    again = next_process(app)
    again.do("track", "A", {"n": 1})
    assert len(again.moengage.updates) == 1
    assert again.moengage.events
    assert len(again.process.network.sent("/settings")) == 2


def test_without_a_stored_document_a_failed_fetch_leaves_moengage_off(an_ios_app_process: FakeProcess) -> None:
    an_ios_app_process.network.answers("/settings", an_answer(500))
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A", {"n": 1})
    assert app.moengage.events == []
    assert [event["event"] for event in app.flushed()] == ["A"]


def test_settings_are_fetched_again_after_ten_seconds_in_the_background(an_ios_app_process: FakeProcess) -> None:
    """segment.md 1.4."""
    app = a_swift_app(an_ios_app_process)
    for seconds, fetches in ((5, 1), (6, 2)):
        app.do("entered_background")
        app.process.advance(seconds)
        app.do("entered_foreground")
        assert len(app.process.network.sent("/settings")) == fetches
    assert [is_initial for _, is_initial in app.moengage.updates] == [True, False]


def test_each_key_of_the_document_is_read_by_itself() -> None:
    """segment.md 1.3: a wrong type loses its own key alone, unknown keys are ignored."""
    body: dict[str, Any] = {
        "integrations": {"A": True},
        "plan": None,
        "metrics": [],
        "middlewareSettings": "x",
        "extra": {},
    }
    assert decode_document(json.dumps(body).encode()) == {"integrations": {"A": True}}


@pytest.mark.parametrize("body", [b"[]", b"null", b'"x"', b"{", b"", b"\xff"])
def test_what_is_no_object_is_no_document(body: bytes) -> None:
    assert decode_document(body) is None


@pytest.mark.parametrize(
    ("answer", "is_taken"),
    [
        (an_answer(200, SETTINGS), True),
        (an_answer(204, SETTINGS), True),
        (an_answer(300, SETTINGS), True),
        (an_answer(301, SETTINGS), False),
        (an_answer(404, SETTINGS), False),
        (Response(200, {}, b"<html>"), False),
        (NoAnswer("timed out"), False),
    ],
)
def test_an_answer_up_to_300_with_a_document_is_taken(
    an_ios_app_process: FakeProcess, answer: Response | NoAnswer, is_taken: bool
) -> None:
    """segment.md 1.2."""
    an_ios_app_process.network.answers("/settings", answer)
    app = a_swift_app(an_ios_app_process)
    assert (stored(app) == SETTINGS) is is_taken


def test_the_default_document_is_stored_too(an_ios_app_process: FakeProcess) -> None:
    """segment.md 1.4."""
    an_ios_app_process.network.answers("/settings", an_answer(500))
    assert stored(a_swift_app(an_ios_app_process)) == {"integrations": {"Segment.io": True}}


def test_one_fetch_at_a_time(an_ios_app_process: FakeProcess) -> None:
    """segment.md 1.4."""
    process = an_ios_app_process
    process.network.hold("/settings")
    app = a_swift_app(process)
    app.do("entered_background")
    process.advance(11)
    app.do("entered_foreground")
    assert len(process.network.sent("/settings")) == 1
    process.network.release("/settings")
    process.run()
    assert len(app.moengage.updates) == 1


def test_a_return_opens_the_app_under_the_old_settings_and_the_rest_waits_for_the_new(
    an_ios_app_process: FakeProcess,
) -> None:
    """segment.md 3.4."""
    process = an_ios_app_process
    app = a_swift_app(process)
    app.do("entered_background")
    process.advance(11)
    process.network.answers("/settings", settings_answer(MoEngage=None))
    process.network.hold("/settings")
    app.do("entered_foreground")
    app.do("track", "After", {"n": 1})
    assert app.analytics.queued() == 3
    process.network.release("/settings")
    process.run()
    names = [event["event"] for event in app.moengage.events]
    assert names == ["Application Backgrounded", "Application Opened"]


def test_without_segment_in_the_document_nothing_more_is_queued(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.1."""
    an_ios_app_process.network.answers("/settings", settings_answer(**{"Segment.io": None}))
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A", {"n": 1})
    assert app.flushed() == []
    assert len(app.moengage.events) == 1
