"""What an outage, a dead process or a slow server must not cost: no call is lost, and none is counted twice."""

from __future__ import annotations

import pytest

from harness import a_user, event_tracked, expect, identified, signed_in, tracked


@pytest.mark.core
@pytest.mark.needs("radio")
def test_what_was_told_offline_arrives_when_the_phone_is_back(app, phone, segment, moengage):
    ada = a_user()
    phone.go_offline()
    app.identify(ada)
    app.track("On The Train", n=1)
    app.flush()

    phone.go_online()

    expect(segment).to_receive_once(identified(ada))
    expect(segment).to_receive_once(tracked("On The Train", user=ada))
    expect(moengage).to_receive_once(signed_in(ada))
    expect(moengage).to_receive_once(event_tracked("On The Train", user=ada))


@pytest.mark.core
@pytest.mark.needs("radio")
def test_what_was_told_offline_survives_the_end_of_the_process(app, phone, segment, moengage):
    ada = a_user()
    app.identify(ada)
    expect(segment).to_receive(identified(ada))
    phone.go_offline()
    app.track("Before The End", n=1)
    app.flush()
    app.kill()
    phone.go_online()

    app.relaunch()

    expect(segment).to_receive_once(tracked("Before The End", user=ada))
    expect(moengage).to_receive_once(event_tracked("Before The End", user=ada))


@pytest.mark.needs("system")
def test_what_waits_survives_a_reboot(app, phone, segment, moengage):
    segment.answers(503)
    app.track("Before The Reboot", n=1)
    refused = expect(segment).to_receive(tracked("Before The Reboot"))
    assert refused.status == 503
    phone.reboot()

    app.launch()
    app.settle()

    taken = expect(segment).to_receive(tracked("Before The Reboot", status=200))
    assert taken.message_id == refused.message_id
    expect(moengage).to_receive_once(event_tracked("Before The Reboot"))


def test_a_queue_that_was_killed_arrives_once(app, segment):
    segment.answers(503)
    app.track("In The Queue", n=1)
    refused = expect(segment).to_receive(tracked("In The Queue"))
    app.kill()

    app.relaunch()
    app.settle()

    taken = expect(segment).to_receive_once(tracked("In The Queue", status=200))
    assert taken.message_id == refused.message_id


@pytest.mark.parametrize("status", [500, 429])
def test_segment_that_refuses_for_a_while_has_everything_at_last(app, segment, status):
    segment.answers(status, times=1)
    app.track("Try Again", n=1)
    expect(segment).to_receive(tracked("Try Again", status=status))

    app.flush()

    expect(segment).to_receive_once(tracked("Try Again", status=200))


def test_segment_that_says_400_is_not_asked_again(app, segment):
    segment.answers(400, times=1)
    app.track("Bad Request", n=1)
    expect(segment).to_receive(tracked("Bad Request", status=400))

    app.flush()
    app.track("Good Request", n=2)

    expect(segment).to_receive(tracked("Good Request", status=200))
    expect(segment).not_to_receive(tracked("Bad Request", status=200))


def test_moengage_that_refuses_a_report_gets_the_same_batch_again(app, moengage):
    moengage.answers(503, times=1)
    app.track("Report Again", n=1)
    refused = expect(moengage).to_receive(event_tracked("Report Again", status=503))

    app.track("Another Report", n=2)

    taken = expect(moengage).to_receive(event_tracked("Report Again", status=200))
    assert taken.message_id == refused.message_id
    expect(moengage).to_receive(event_tracked("Another Report"))


def test_an_answer_that_is_lost_repeats_the_ids_and_loses_nothing(app, segment):
    segment.answers(drop="after", times=1)
    app.track("Taken Twice", n=1)
    expect(segment).to_receive(tracked("Taken Twice"))
    app.settle()

    calls = [call for _, call in segment.calls("track", "Taken Twice", -1)]
    assert len(calls) >= 2
    assert len({call.message_id for call in calls}) == 1


@pytest.mark.unflushed
def test_events_wait_for_the_flush_interval(app, segment):
    app.let_pass(31)
    app.track("Waits", n=1)
    assert not segment.calls("track", "Waits", -1)

    app.let_pass(31)

    expect(segment).to_receive(tracked("Waits"))


@pytest.mark.needs("storage")
def test_a_full_phone_recovers(app, phone, segment):
    phone.fill_storage()
    app.track("No Room", n=1)
    phone.free_storage()

    app.track("Room Again", n=2)

    expect(segment).to_receive_once(tracked("Room Again"))


@pytest.mark.unflushed
@pytest.mark.launched_with(flushAt="3", lifecycle="false")
def test_events_go_when_there_are_enough_of_them(app, segment):
    app.let_pass(1)
    for number in range(3):
        app.track(f"Counted {number}", n=number)

    for number in range(3):
        expect(segment).to_receive(tracked(f"Counted {number}"))
