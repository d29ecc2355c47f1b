from __future__ import annotations

from tests.virtual.sdk.fake_network import settings_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.swift_app import a_swift_app, next_process


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


def test_of_more_than_a_thousand_held_events_the_oldest_are_lost(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.4."""
    process = an_ios_app_process
    process.network.hold("/settings")
    app = a_swift_app(process, flush_at=10_001)
    for number in range(1003):
        app.analytics.track(f"E{number}")
    assert app.analytics.queued() == 1000
    process.network.release("/settings")
    process.run()
    events = app.flushed()
    assert (events[0]["event"], events[-1]["event"]) == ("E3", "E1002")


def test_held_events_end_with_the_process(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.4: never on disk."""
    process = an_ios_app_process
    process.network.hold("/settings")
    app = a_swift_app(process)
    app.do("track", "Early")
    process.network.release("/settings")
    again = next_process(app)
    again.do("track", "Later")
    assert [event["event"] for event in again.flushed()] == ["Later"]


def test_an_event_keeps_its_integrations_while_it_is_held(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.4: the enrichment is stored on the event."""
    process = an_ios_app_process
    process.network.hold("/settings")
    app = a_swift_app(process)
    app.do("track", "Private", {"n": 1}, integrations={"MoEngage": False})
    process.network.release("/settings")
    process.run()
    assert app.moengage.events == []
    assert app.flushed()[0]["integrations"] == {"MoEngage": False}


def test_a_destination_is_judged_by_the_settings_when_events_go_on(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.1, 3.4."""
    process = an_ios_app_process
    process.network.answers("/settings", settings_answer(MoEngage=None))
    app = a_swift_app(process)
    app.do("track", "Off", {"n": 1})
    process.network.answers("/settings", settings_answer())
    process.network.hold("/settings")
    app.analytics.check_settings()
    app.do("track", "On", {"n": 1})
    process.network.release("/settings")
    process.run()
    assert [event["event"] for event in app.moengage.events] == ["On"]
