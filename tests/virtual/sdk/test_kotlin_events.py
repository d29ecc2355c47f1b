from __future__ import annotations

import json

from harness.virtual.sdk import kotlin_events as events
from harness.virtual.sdk.kotlin_events import encode, stamp
from tests.virtual.sdk.fakes import FakeProcess


def test_a_bare_track_has_empty_properties() -> None:
    """segment.md 2.3"""
    assert events.track_event("E", None) == {"type": "track", "event": "E", "properties": {}, "userId": ""}


def test_a_bare_screen_has_an_empty_category() -> None:
    """segment.md 2.3"""
    assert events.screen_event("S", None, None)["category"] == ""


def test_what_is_nobody_s_or_empty_is_not_written() -> None:
    """segment.md 2.2, 2.3"""
    assert encode(events.identify_event(" ", {})) == '{"type":"identify"}'
    assert encode(events.group_event("g", None)) == '{"groupId":"g","type":"group"}'
    assert encode(events.identify_event("", {"a": 1})) == '{"traits":{"a":1},"type":"identify"}'


def test_an_event_is_compact_json_with_plain_unicode() -> None:
    event = events.track_event("Zoë", {"list": [1, None, 2.0]})

    assert encode(event) == '{"properties":{"list":[1,null,2.0]},"event":"Zoë","type":"track"}'


def test_a_stamp_is_a_new_id_and_the_phone_s_time(a_process: FakeProcess) -> None:
    """segment.md 2.2"""
    event = events.track_event("E", {})
    stamp(event, a_process)
    first = dict(event)
    a_process.advance(1.5)
    stamp(event, a_process)

    assert first["messageId"] != event["messageId"]
    assert event["messageId"] == event["messageId"].lower()
    assert (first["timestamp"], event["timestamp"]) == ("2027-01-15T08:00:00.000Z", "2027-01-15T08:00:01.500Z")
    assert event["_metadata"] == {"bundled": [], "unbundled": [], "bundledIds": []}


def test_keys_come_in_the_order_of_the_captures() -> None:
    event = events.alias_event("new", "old") | {"messageId": "m", "timestamp": "t", "anonymousId": "a"}

    assert list(json.loads(encode(event))) == ["userId", "previousId", "type", "messageId", "anonymousId", "timestamp"]


def test_a_caller_that_changes_its_properties_later_does_not_change_the_event() -> None:
    properties = {"list": [1]}
    event = events.track_event("E", properties)
    properties["list"].append(2)

    assert event["properties"] == {"list": [1]}
