from __future__ import annotations

import json
import re

from harness.virtual.sdk.swift_events import encode, make_event
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.swift_app import a_swift_app

UPPER_UUID = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")
EVENT_KEYS = {"type", "messageId", "timestamp", "anonymousId", "integrations", "context", "_metadata"}


def test_what_is_nil_has_no_key(an_ios_app_process: FakeProcess) -> None:
    """segment.md 2.3."""
    app = a_swift_app(an_ios_app_process)
    app.do("track", "Bare")
    app.do("screen", "Home")
    app.do("identify", "ada")
    app.do("group", "g")
    track, screen, identify, group = app.flushed()
    assert set(track) == EVENT_KEYS | {"event"}
    assert set(screen) == EVENT_KEYS | {"name"}
    assert set(identify) == EVENT_KEYS | {"userId"}
    assert set(group) == EVENT_KEYS | {"userId", "groupId"}


def test_ids_are_upper_case_and_events_keep_their_order(an_ios_app_process: FakeProcess) -> None:
    """segment.md 2.1, 2.2."""
    app = a_swift_app(an_ios_app_process)
    for number in range(5):
        app.do("track", f"E{number}")
    events = app.flushed()
    assert [event["event"] for event in events] == [f"E{number}" for number in range(5)]
    assert all(UPPER_UUID.fullmatch(event["messageId"]) for event in events)
    assert UPPER_UUID.fullmatch(events[0]["anonymousId"])
    assert UPPER_UUID.fullmatch(events[0]["context"]["instanceId"])


def test_what_is_given_is_sent_also_when_it_is_empty(an_ios_app_process: FakeProcess) -> None:
    """segment.md 2.3."""
    app = a_swift_app(an_ios_app_process)
    app.do("track", "Bare", {})
    app.do("identify", "", {})
    app.do("screen", "Home", "", {})
    track, identify, screen = app.flushed()
    assert track["properties"] == {}
    assert (identify["userId"], identify["traits"]) == ("", {})
    assert (screen["category"], screen["properties"]) == ("", {})


def test_traits_are_not_attached_to_other_events(an_ios_app_process: FakeProcess) -> None:
    """segment.md 2.2, 5."""
    app = a_swift_app(an_ios_app_process)
    app.do("identify", "ada", {"plan": "pro"})
    app.do("track", "A")
    _, track = app.flushed()
    assert "traits" not in track
    assert "traits" not in track["context"]


def test_numbers_that_json_has_not_become_zero_at_any_depth() -> None:
    """segment.md 11, row 50."""
    event = make_event("track", properties={"a": float("nan"), "deep": [{"b": float("-inf")}], "c": 1.5})
    assert json.loads(encode(event))["properties"] == {"a": 0, "deep": [{"b": 0}], "c": 1.5}


def test_slashes_are_escaped() -> None:
    """segment.md 11, row 49."""
    assert encode(make_event("screen", name="a/b")) == r'{"type":"screen","name":"a\/b"}'


def test_what_the_app_changes_after_the_call_is_not_in_the_event(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process)
    properties = {"items": [1]}
    app.analytics.track("A", properties)
    properties["items"].append(2)
    assert app.flushed()[0]["properties"] == {"items": [1]}
