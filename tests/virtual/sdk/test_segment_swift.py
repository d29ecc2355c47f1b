"""The whole of analytics-swift, where no one module decides."""

from __future__ import annotations

from tests.virtual.sdk.fakes import FakeProcess, an_ios_process
from tests.virtual.sdk.swift_app import a_swift_app


def test_every_flush_reaches_the_destinations(an_ios_app_process: FakeProcess) -> None:
    """moengage.md 0.7."""
    app = a_swift_app(an_ios_app_process)
    app.do("flush")
    app.do("entered_background")
    app.process.advance(31)
    assert app.moengage.others.count("flush") == 3


def test_the_first_request_asks_for_the_settings_and_nothing_is_uploaded_at_the_start(
    an_ios_app_process: FakeProcess,
) -> None:
    """segment.md 12, 4.1."""
    app = a_swift_app(an_ios_app_process)
    app.do("launched")
    assert [request.url for request in app.process.network.requests] == [
        "https://cdn-settings.segment.com/v1/projects/wk/settings"
    ]


def test_what_is_queued_counts_until_it_is_acknowledged(an_ios_app_process: FakeProcess) -> None:
    process = an_ios_app_process
    process.network.hold("/settings")
    process.network.hold("/v1/b")
    app = a_swift_app(process)
    counts = []
    app.do("track", "A")
    counts.append(app.analytics.queued())
    process.network.release("/settings")
    process.run()
    counts.append(app.analytics.queued())
    app.do("flush")
    counts.append(app.analytics.queued())
    process.network.release("/v1/b")
    process.run()
    assert [*counts, app.analytics.queued()] == [1, 1, 1, 0]


def test_a_verb_is_done_when_it_returns(an_ios_app_process: FakeProcess) -> None:
    """segment.md 2.1, 5: in one turn of the main thread, in the order of the calls."""
    app = a_swift_app(an_ios_app_process)
    app.analytics.identify("ada", {"plan": "pro"})
    app.analytics.track("Ada's")
    app.analytics.reset()
    app.analytics.track("Nobody's")
    app.process.run()
    identify, first, second = app.flushed()
    assert (identify["userId"], first["userId"]) == ("ada", "ada")
    assert "userId" not in second
    assert second["anonymousId"] != first["anonymousId"]


def test_the_same_seed_gives_the_same_traffic() -> None:
    def bodies() -> list[bytes]:
        app = a_swift_app(an_ios_process("seven"))
        app.do("identify", "ada", {"a": 1, "b": 2})
        app.do("flush")
        return [request.body for request in app.process.network.requests]

    assert bodies() == bodies()


def test_switched_off_it_says_nothing_but_remembers_who_it_was_told(an_ios_app_process: FakeProcess) -> None:
    """segment.md 5"""
    app = a_swift_app(an_ios_app_process)
    app.moengage.others.clear()
    app.analytics.is_enabled = False
    app.do("identify", "ada")
    app.do("track", "Unsaid")
    app.do("flush")
    assert app.moengage.others == []

    app.analytics.is_enabled = True
    app.do("track", "Said")
    assert [(event["event"], event["userId"]) for event in app.flushed()] == [("Said", "ada")]


def test_plugins_come_in_the_order_before_enrichment_destination(an_ios_app_process: FakeProcess) -> None:
    """segment.md 3.3: a destination sees the context and what the call's enrichment set; Segment's own metadata it
    does not, which is made inside Segment's destination"""
    app = a_swift_app(an_ios_app_process)
    app.do("track", "E", {"n": 1}, {"Other": False})

    seen, uploaded = app.moengage.events[0], app.flushed()[0]
    assert seen["context"]["library"] == uploaded["context"]["library"]
    assert seen["integrations"] == uploaded["integrations"] == {"Other": False}
    assert (seen["_metadata"]["bundled"], uploaded["_metadata"]["bundled"]) == ([], ["MoEngage"])
