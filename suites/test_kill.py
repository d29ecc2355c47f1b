"""What the sudden end of the process must not change: who is who, what waits, and what was taken already."""

from __future__ import annotations

import pytest

from harness import NOBODY, a_user, event_tracked, expect, identified, signed_in, signed_out, tracked

HOLD_S = 60
IDS = ("unique_id", "device_unique_id")


def known_as(segment, moengage, name):
    """Every id under which both vendors know this installation, and its user."""
    call = expect(segment).to_receive_once(tracked(name))
    report = expect(moengage).to_receive_once(event_tracked(name))
    ids = {key: report.context[key] for key in IDS}
    return call.user_id, call.anonymous_id, report.user_id, report.anonymous_id, call.ids, report.ids, ids


@pytest.mark.needs("system")
@pytest.mark.parametrize("signed", [False, True], ids=["anonymous", "signed in"])
def test_both_vendors_know_the_phone_under_the_same_ids_however_often_it_starts(app, phone, segment, moengage, signed):
    if signed:
        app.identify(a_user())
    app.track("Start 0", n=0)
    first = known_as(segment, moengage, "Start 0")
    for number in range(1, 5):
        app.kill()
        app.relaunch()
        app.track(f"Start {number}", n=number)
        assert known_as(segment, moengage, f"Start {number}") == first

    phone.reboot()
    app.launch()
    app.track("After The Reboot", n=9)

    assert known_as(segment, moengage, "After The Reboot") == first


@pytest.mark.unflushed
def test_what_was_killed_before_any_flush_arrives_once(app, segment, moengage):
    ada = a_user()
    app.identify(ada)
    for number in range(5):
        app.track("Before Any Flush", n=number)
    app.kill()

    app.relaunch()

    calls = expect(segment).to_receive_times(tracked("Before Any Flush", user=ada), 5)
    assert sorted(call.data["n"] for call in calls) == list(range(5))
    reports = expect(moengage).to_receive_times(event_tracked("Before Any Flush", user=ada), 5)
    assert [call.data["n"] for call in reports] == list(range(5))
    expect(segment).to_receive_once(identified(ada))
    expect(moengage).to_receive_once(signed_in(ada))


def test_an_upload_that_is_killed_on_its_way_is_sent_again_as_it_was(app, segment):
    segment.answers(delay_s=HOLD_S, times=1)
    app.track("On Its Way", n=1)
    app.flush()
    first = expect(segment).to_receive(tracked("On Its Way"))
    app.kill()

    app.relaunch()
    app.track("Next Life", n=2)

    calls = expect(segment).to_receive_times(tracked("On Its Way"), 2)
    assert {(call.message_id, call.raw["timestamp"], call.anonymous_id) for call in calls} == {
        (first.message_id, first.raw["timestamp"], first.anonymous_id)
    }
    expect(segment).to_receive_once(tracked("Next Life"))


def test_a_report_that_is_killed_on_its_way_is_sent_again_as_it_was(app, moengage):
    moengage.answers(delay_s=HOLD_S, times=1)
    app.track("Report On Its Way", n=1)
    first = expect(moengage).to_receive(event_tracked("Report On Its Way"))
    app.kill()

    app.relaunch()
    app.track("Report Of The Next Life", n=2)

    first_id = moengage.exchange_of(first).header("MOE-REQUEST-ID")
    calls = expect(moengage).to_receive_times(event_tracked("Report On Its Way"), 2)
    assert {moengage.exchange_of(call).header("MOE-REQUEST-ID") for call in calls} == {first_id}
    assert {call.message_id for call in calls} == {first.message_id}
    expect(moengage).to_receive_once(event_tracked("Report Of The Next Life"))


def test_what_was_taken_is_not_repeated_by_later_lives(app, segment, moengage):
    ada = a_user()
    app.identify(ada)
    app.track("Taken In This Life", n=1)
    app.let_finish()

    for _ in range(3):
        app.kill()
        app.relaunch()

    expect(segment).to_receive_once(identified(ada))
    expect(segment).to_receive_once(tracked("Taken In This Life", user=ada))
    expect(moengage).to_receive_once(signed_in(ada))
    expect(moengage).to_receive_once(event_tracked("Taken In This Life", user=ada))


def test_identify_holds_though_the_process_ends_at_once(app, segment, moengage):
    ada = a_user()
    app.identify(ada, plan="pro")
    app.kill()

    app.relaunch()
    app.track("Still Ada", n=1)

    call = expect(segment).to_receive_once(tracked("Still Ada", user=ada))
    assert expect(segment).to_receive_once(identified(ada, traits={"plan": "pro"})).anonymous_id == call.anonymous_id
    expect(moengage).to_receive_once(event_tracked("Still Ada", user=ada, anonymous_id=call.anonymous_id))


def test_reset_holds_though_the_process_ends_at_once(app, segment, moengage):
    ada = a_user()
    app.identify(ada)
    app.track("Ada's", n=1)
    before = expect(segment).to_receive_once(tracked("Ada's", user=ada))
    known = expect(moengage).to_receive_once(event_tracked("Ada's", user=ada))
    app.reset()
    app.kill()

    app.relaunch()
    app.track("Nobody's", n=2)

    after = expect(segment).to_receive_once(tracked("Nobody's", user=NOBODY))
    assert after.anonymous_id != before.anonymous_id
    report = expect(moengage).to_receive_once(event_tracked("Nobody's", user=NOBODY))
    assert report.context["unique_id"] != known.context["unique_id"]
    assert report.context["device_unique_id"] == known.context["device_unique_id"]
    expect(moengage).to_receive_once(signed_out())


def test_a_reset_during_an_upload_leaves_it_to_the_one_it_belongs_to(app, segment, moengage):
    ada = a_user()
    app.identify(ada)
    app.let_finish()
    segment.answers(503, delay_s=HOLD_S, times=1)
    moengage.answers(503, delay_s=HOLD_S, times=1)
    app.track("Ada's Last", n=1)
    app.flush()
    expect(segment).to_receive(tracked("Ada's Last"))
    expect(moengage).to_receive(event_tracked("Ada's Last"))

    app.reset()
    app.track("Nobody's First", n=2)

    expect(segment).to_receive_once(tracked("Ada's Last", user=ada, status=200))
    expect(segment).to_receive_once(tracked("Nobody's First", user=NOBODY))
    expect(moengage).to_receive_once(event_tracked("Ada's Last", user=ada, status=200))
    expect(moengage).to_receive_once(event_tracked("Nobody's First", user=NOBODY))


def test_numbered_events_across_flushes_and_lives_arrive_complete(app, segment, moengage):
    for number in range(60):
        app.track("Funnel", step=number)
        if number % 7 == 6:
            app.flush()
        if number % 20 == 19:
            app.kill()
            app.relaunch()

    calls = expect(segment).to_receive_times(tracked("Funnel"), 60)
    assert sorted(call.data["step"] for call in calls) == list(range(60))
    assert len({call.message_id for call in calls}) == 60
    reports = expect(moengage).to_receive_times(event_tracked("Funnel"), 60)
    assert sorted(call.data["step"] for call in reports) == list(range(60))
