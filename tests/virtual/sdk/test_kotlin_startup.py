from __future__ import annotations

from harness.virtual.sdk.kotlin_events import Message, track_event
from harness.virtual.sdk.kotlin_startup import StartupQueue
from tests.virtual.sdk.fake_network import an_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.kotlin_app import KotlinApp, launch, relaunch


def held_at_launch(process: FakeProcess) -> KotlinApp:
    process.network.hold("/settings")
    return launch(process)


def let_go(app: KotlinApp) -> None:
    app.process.network.release("/settings")
    app.process.run()


def test_events_wait_for_the_settings_at_both_vendors(a_process: FakeProcess) -> None:
    """segment.md 3.4"""
    app = held_at_launch(a_process)
    app.do("track", "Early")
    assert app.sent() == []
    assert app.moengage.events == []

    let_go(app)

    assert [event["event"] for event in app.sent()] == ["Early"]
    assert [event["event"] for event in app.moengage.events] == ["Early"]


def test_a_failed_fetch_lets_events_go_too(a_process: FakeProcess) -> None:
    """segment.md 3.4"""
    a_process.network.answers("/settings", an_answer(500))
    app = held_at_launch(a_process)
    app.do("track", "Early")
    let_go(app)

    assert [event["event"] for event in app.sent()] == ["Early"]


def test_a_replayed_event_is_stamped_anew_and_knows_who_signed_in_meanwhile(a_process: FakeProcess) -> None:
    """segment.md 3.4; captured as delayed_settings"""
    app = held_at_launch(a_process)
    app.do("track", "Early")
    app.do("identify", "early-user")
    a_process.advance(4)
    let_go(app)

    events = app.sent()
    assert {event["userId"] for event in events} == {"early-user"}
    assert {event["timestamp"] for event in events} == {"2027-01-15T08:00:04.000Z"}


def test_replayed_events_come_in_any_order(a_process: FakeProcess) -> None:
    """segment.md 3.4"""
    app = held_at_launch(a_process)
    names = [f"E{number:02d}" for number in range(15)]
    for name in names:
        app.do("track", name)
    let_go(app)

    replayed = [event["event"] for event in app.sent()]
    assert replayed != names
    assert sorted(replayed) == names


def test_an_enrichment_survives_the_queue(a_process: FakeProcess) -> None:
    """segment.md 3.4"""
    app = held_at_launch(a_process)
    app.do("track", "Early", None, {"MoEngage": False})
    let_go(app)

    assert [event["integrations"] for event in app.sent()] == [{"MoEngage": False}]
    assert app.moengage.events == []


def test_what_waits_is_lost_with_the_process(a_process: FakeProcess) -> None:
    """segment.md 3.4; captured as killed_while_queued"""
    app = held_at_launch(a_process)
    app.do("track", "Lost")
    a_process.network.release("/settings")
    again = relaunch(app)

    assert again.sent() == []


def test_after_thirty_seconds_events_go_without_settings(a_process: FakeProcess) -> None:
    """segment.md 3.4; destinations are enabled until the first update (3.1)"""
    app = held_at_launch(a_process)
    app.do("track", "Early")
    a_process.advance(29.9)
    assert app.moengage.events == []
    a_process.advance(0.2)

    assert [event["event"] for event in app.moengage.events] == ["Early"]
    assert app.moengage.updates == []


def test_of_more_than_a_thousand_the_oldest_is_lost(a_process: FakeProcess) -> None:
    """segment.md 3.4"""
    replayed: list[Message] = []
    queue = StartupQueue(a_process.clock, replayed.append)
    for number in range(1003):
        assert queue.holds(Message(track_event(str(number), None)))
    queue.open()

    assert len(replayed) == 1000
    assert replayed[0].event["event"] == "3"


def test_an_open_queue_holds_nothing_and_a_closed_one_opens_by_itself_once(a_process: FakeProcess) -> None:
    """segment.md 3.4"""
    replayed: list[Message] = []
    queue = StartupQueue(a_process.clock, replayed.append)
    queue.open()
    assert not queue.holds(Message(track_event("E", None)))

    queue.close()
    a_process.advance(20)
    queue.close()
    a_process.advance(20)
    assert not queue.is_open
    a_process.advance(10)
    assert queue.is_open
