"""What the app sees of analytics-swift, pinned to segment.md's Swift columns."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from harness.errors import ConfigurationError
from harness.virtual.sdk.swift_release import find_release
from tests.virtual.sdk.fake_network import an_answer, settings_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.swift_app import a_swift_app, next_process

UPPER_UUID = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")
EVENT_KEYS = {"type", "messageId", "timestamp", "anonymousId", "integrations", "context", "_metadata"}


def test_requests_have_exactly_these_headers(an_ios_app_process: FakeProcess) -> None:
    """segment.md 1.2, and the version constant that lags (1.1)."""
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A")
    app.do("flush")
    own = (
        ("Content-Type", "application/json; charset=utf-8"),
        ("User-Agent", "analytics-ios/1.9.4"),
        ("Accept-Encoding", "gzip"),
    )
    assert [request.headers for request in app.process.network.requests] == [own, own]


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


def test_the_context_is_that_of_an_iphone(an_ios_app_process: FakeProcess) -> None:
    """segment.md 2.4, 2.5: no density, points, no traits."""
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A")
    (event,) = app.flushed()
    context = event["context"]
    assert set(context) == {
        "library", "instanceId", "app", "device", "os", "screen", "locale", "timezone", "network", "userAgent"
    }  # fmt: skip
    assert context["library"] == {"name": "analytics-swift", "version": "1.9.4"}
    assert set(context["screen"]) == {"width", "height"}
    assert context["device"]["id"] == "A1B2C3D4-0000-4000-8000-000000000001"
    assert context["network"]["bluetooth"] is False


def test_a_link_is_an_event_and_the_referrer_of_later_ones_until_reset(an_ios_app_process: FakeProcess) -> None:
    """segment.md 2.4, 6."""
    app = a_swift_app(an_ios_app_process)
    app.do("opened_link", "sample://x")
    app.do("track", "After")
    app.do("reset")
    app.do("track", "Later")
    link, after, later = app.flushed()
    assert (link["event"], link["properties"]) == ("Deep Link Opened", {"url": "sample://x"})
    assert after["context"]["referrer"] == {"url": "sample://x"}
    assert "referrer" not in later["context"]


def test_traits_are_replaced_and_an_id_alone_keeps_them(an_ios_app_process: FakeProcess) -> None:
    """segment.md 5."""
    app = a_swift_app(an_ios_app_process)
    stored = app.process.storage.preferences("com.segment.storage.wk")
    app.do("identify", "ada", {"a": 1})
    app.do("identify", "ada", {"b": 2})
    assert stored["segment.traits"] == {"b": 2}
    app.do("identify", "bea")
    assert (stored["segment.userId"], stored["segment.traits"]) == ("bea", {"b": 2})
    app.do("identify", None, {})
    assert app.flushed()[-1]["traits"] == {}
    assert app.analytics.user_id() == "bea"


def test_alias_changes_the_user_everywhere(an_ios_app_process: FakeProcess) -> None:
    """segment.md 5: previousId is absent where nobody was known."""
    app = a_swift_app(an_ios_app_process)
    app.do("alias", "ada")
    app.do("alias", "bea")
    app.do("track", "After")
    first, second, after = app.flushed()
    assert "previousId" not in first
    assert (second["userId"], second["previousId"]) == ("bea", "ada")
    assert after["userId"] == "bea"


def test_reset_forgets_at_once_and_sends_nothing(an_ios_app_process: FakeProcess) -> None:
    """segment.md 5."""
    app = a_swift_app(an_ios_app_process)
    app.do("identify", "ada", {"a": 1})
    before = app.analytics.anonymous_id()
    app.analytics.reset()
    app.analytics.track("Right after")
    app.process.run()
    stored = app.process.storage.preferences("com.segment.storage.wk")
    assert "segment.userId" not in stored
    assert stored["segment.traits"] == {}
    assert app.moengage.others == ["reset"]
    _, after = app.flushed()
    assert "userId" not in after
    assert after["anonymousId"] not in ("", before)


def test_identity_outlives_the_process(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process)
    app.do("identify", "ada")
    again = next_process(app)
    assert again.analytics.anonymous_id() == app.analytics.anonymous_id()
    assert again.analytics.user_id() == "ada"


def test_early_events_keep_what_they_had_and_their_order(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.4."""
    process = an_ios_app_process
    process.network.hold("/settings")
    app = a_swift_app(process)
    app.do("track", "First")
    early = process.clock.wall()
    process.advance(5)
    app.do("identify", "ada")
    app.do("track", "Second")
    assert app.analytics.queued() == 3
    process.network.release("/settings")
    process.run()
    first, identify, second = app.flushed()
    assert (first["event"], identify["type"], second["event"]) == ("First", "identify", "Second")
    assert "userId" not in first
    assert first["timestamp"] < second["timestamp"]
    assert process.clock.wall() > early
    assert [event["type"] for event in app.moengage.events] == ["track", "identify", "track"]


def test_the_first_wait_has_no_end_of_its_own(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.4: no cap of thirty seconds on the first fetch."""
    process = an_ios_app_process
    process.network.hold("/settings")
    app = a_swift_app(process)
    app.do("track", "Early")
    process.advance(45)
    assert app.uploaded() == []


def test_a_later_wait_ends_after_thirty_seconds(an_ios_app_process: FakeProcess) -> None:
    process = an_ios_app_process
    app = a_swift_app(process)
    app.do("entered_background")
    process.advance(11)
    process.network.hold("/settings")
    app.do("entered_foreground")
    app.do("track", "Held", {"n": 1})
    assert app.moengage.events == [] or app.moengage.events[-1].get("event") != "Held"
    process.advance(31)
    assert app.moengage.events[-1]["event"] == "Held"


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


def test_metadata_is_in_the_upload_alone(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.6."""
    an_ios_app_process.network.answers("/settings", settings_answer(Amplitude={}))
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A", {"n": 1})
    assert app.flushed()[0]["_metadata"] == {"bundled": ["MoEngage"], "unbundled": ["Amplitude"], "bundledIds": []}
    assert app.moengage.events[0]["_metadata"]["bundled"] == []


@pytest.mark.parametrize(("value", "reaches"), [(False, 0), ("false", 1), (None, 1), ({}, 1)])
def test_only_a_boolean_keeps_an_event_from_a_destination(
    an_ios_app_process: FakeProcess, value: object, reaches: int
) -> None:
    """segment.md 3.2."""
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A", {"n": 1}, integrations={"MoEngage": value})
    assert len(app.moengage.events) == reaches
    assert app.flushed()[0]["integrations"] == {"MoEngage": value}


def test_segment_itself_cannot_be_kept_out_by_an_event(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.2: the key has a dot, and is taken for a path."""
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A", integrations={"Segment.io": False})
    assert len(app.flushed()) == 1


def test_lifecycle_events_come_in_order_with_their_properties(an_ios_app_process: FakeProcess) -> None:
    """segment.md 6."""
    app = a_swift_app(an_ios_app_process)
    version = {"version": "1.0", "build": "100"}
    app.do("launched")
    app.do("entered_foreground")
    app.do("entered_background")
    app.do("entered_foreground")
    events = [(event["event"], event.get("properties")) for event in app.flushed()]
    cold = {"from_background": False, **version, "referring_application": "", "url": ""}
    assert events == [
        ("Application Installed", version),
        ("Application Opened", cold),
        ("Application Backgrounded", None),
        ("Application Opened", {"from_background": True, **version}),
        ("Application Foregrounded", None),
    ]


def test_only_a_new_build_is_an_update(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process)
    app.do("launched")
    newer = replace(app.process.app, version="2.0", build="200")
    second = next_process(app, app=newer)
    second.do("launched")
    third = next_process(second, app=replace(newer, version="2.1"))
    third.do("launched")
    names = [event["event"] for event in third.flushed()]
    assert names.count("Application Updated") == 1
    updated = next(event for event in third.uploaded() if event["event"] == "Application Updated")
    assert updated["properties"]["previous_build"] == "100"
    assert updated["properties"]["previous_version"] == "1.0"


@pytest.mark.parametrize(("flush_at", "after"), [(1, 1), (2, 1), (3, 3), (4, 2), (5, 5), (10, 5), (20, 10), (21, 21)])
def test_an_even_flush_at_flushes_after_half_as_many(
    an_ios_app_process: FakeProcess, flush_at: int, after: int
) -> None:
    """segment.md 4.2."""
    app = a_swift_app(an_ios_app_process, flush_at=flush_at)
    count = 0
    while not app.uploaded():
        app.do("track", f"E{count}")
        count += 1
    assert count == after


def test_the_timer_counts_from_the_last_change_of_state_and_there_is_no_flush_at_the_start(
    an_ios_app_process: FakeProcess,
) -> None:
    """segment.md 4.1."""
    process = an_ios_app_process
    process.network.hold("/settings")
    app = a_swift_app(process)
    app.do("track", "A")
    process.advance(20)
    process.network.release("/settings")
    process.run()
    process.advance(29)
    assert app.uploaded() == []
    process.advance(2)
    assert len(app.uploaded()) == 1


def test_every_flush_reaches_the_destinations(an_ios_app_process: FakeProcess) -> None:
    """moengage.md 0.7."""
    app = a_swift_app(an_ios_app_process)
    app.do("flush")
    app.do("entered_background")
    app.process.advance(31)
    assert app.moengage.others.count("flush") == 3


def test_an_interval_of_zero_is_no_timer(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process, flush_interval_s=0)
    app.do("track", "A")
    app.process.advance(100)
    assert app.uploaded() == []


def test_an_unknown_release_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"1\.10\.0, 1\.9\.4"):
        find_release("9.9")
