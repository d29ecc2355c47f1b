from __future__ import annotations

import pytest

from tests.virtual.sdk.fake_network import settings_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.kotlin_app import KotlinApp, launch, relaunch


def batches(app: KotlinApp) -> list[list[str]]:
    return [[event["event"] for event in body["batch"]] for body in app.process.network.bodies("/v1/b")]


def test_the_envelope_has_exactly_three_keys(a_process: FakeProcess) -> None:
    """segment.md 2.1"""
    app = launch(a_process)
    app.do("track", "T")
    app.do("flush")

    (body,) = a_process.network.bodies("/v1/b")
    assert list(body) == ["batch", "sentAt", "writeKey"]
    assert body["writeKey"] == "wk"


def test_an_event_with_a_number_that_json_does_not_know_is_lost_alone(a_process: FakeProcess) -> None:
    app = launch(a_process)
    app.do("track", "Odd", {"ratio": float("nan")})
    app.do("track", "Even", {"ratio": 0.5})
    app.do("flush")

    assert batches(app) == [["Even"]]


def test_the_count_of_flush_at_sends_a_batch(a_process: FakeProcess) -> None:
    """segment.md 4.2; captured as flush_at_3"""
    app = launch(a_process, flush_at=3)
    for number in range(7):
        app.do("track", f"N{number}")

    assert batches(app) == [["N0", "N1", "N2"], ["N3", "N4", "N5"]]


@pytest.mark.parametrize("flush_at", [20, 0, -1])
def test_twenty_is_the_count_where_none_can_be_used(a_process: FakeProcess, flush_at: int) -> None:
    """segment.md 4.2"""
    app = launch(a_process, flush_at=flush_at)
    for number in range(20):
        assert batches(app) == []
        app.do("track", f"N{number}")

    assert [len(batch) for batch in batches(app)] == [20]


def test_a_flush_starts_the_count_anew(a_process: FakeProcess) -> None:
    """segment.md 4.2"""
    app = launch(a_process, flush_at=3)
    for name in ("A", "B"):
        app.do("track", name)
    app.do("flush")
    app.do("track", "C")

    assert batches(app) == [["A", "B"]]


def test_what_waits_is_sent_every_thirty_seconds_of_the_phone(a_process: FakeProcess) -> None:
    """segment.md 4.1"""
    app = launch(a_process)
    app.do("track", "A")
    a_process.advance(29.9)
    assert batches(app) == []
    a_process.advance(0.2)
    app.do("track", "B")
    a_process.advance(30)

    assert batches(app) == [["A"], ["B"]]


def test_an_interval_of_zero_never_flushes_by_itself(a_process: FakeProcess) -> None:
    """segment.md 4.1"""
    app = launch(a_process, flush_interval_s=0)
    app.do("track", "A")
    a_process.advance(3600)

    assert batches(app) == []
    assert app.moengage.others == []


def test_a_launch_sends_what_is_left_from_the_last_one(a_process: FakeProcess) -> None:
    """segment.md 4.1; captured as relaunch: after the settings request, without waiting for its answer"""
    app = launch(a_process)
    a_process.network.is_up = False
    app.do("track", "Left")
    app.do("flush")
    a_process.network.is_up = True
    a_process.network.hold("/settings")
    a_process.network.requests.clear()
    again = relaunch(app)

    assert [request.method for request in a_process.network.requests] == ["GET", "POST"]
    assert batches(again) == [["Left"]]


def test_going_to_the_background_sends_nothing(a_process: FakeProcess) -> None:
    """segment.md 4.1"""
    app = launch(a_process)
    app.do("entered_foreground")
    app.do("track", "T")
    app.do("entered_background")

    assert batches(app) == []


def test_an_event_that_is_too_large_is_lost_alone_and_said(a_process: FakeProcess) -> None:
    """segment.md 4.3; captured as big"""
    app = launch(a_process, flush_at=2)
    app.do("track", "Big", {"x": "y" * 33_000})
    app.do("track", "Small")

    assert batches(app) == []
    assert any("too large" in line for line in a_process.lines)
    assert [event["event"] for event in app.sent()] == ["Small"]


def test_a_flush_in_the_same_turn_can_miss_the_event(a_process: FakeProcess) -> None:
    app = launch(a_process)
    app.at_once(lambda analytics: analytics.track("T"), lambda analytics: analytics.flush())

    assert batches(app) == []
    assert app.analytics.queued() == 1


def test_other_integrations_are_unbundled_once(a_process: FakeProcess) -> None:
    """segment.md 3.6"""
    segment = {"apiKey": "wk", "unbundledIntegrations": ["Amplitude", "MoEngage", "Braze"]}
    a_process.network.answers("/settings", settings_answer(**{"Segment.io": segment, "Braze": {}}))
    app = launch(a_process)
    app.do("track", "T")

    (event,) = app.sent()
    assert event["_metadata"] == {"bundled": ["MoEngage"], "unbundled": ["Braze", "Amplitude"], "bundledIds": []}
