"""What leaves the phone while the app is out of sight, and that none of it comes twice."""

from __future__ import annotations

import pytest

from harness import a_user, event_tracked, expect, signed_in, tracked


@pytest.mark.unflushed
def test_events_reach_both_vendors_though_the_app_does_not_come_back(app, segment, moengage):
    ada = a_user()
    app.identify(ada)
    app.track("And Gone", n=1)
    app.background()
    app.let_pass(31)

    call = expect(segment).to_receive(tracked("And Gone", user=ada))
    report = expect(moengage).to_receive(event_tracked("And Gone", user=ada))
    app.let_finish()
    app.foreground()
    assert expect(segment).to_receive_once(tracked("And Gone")).message_id == call.message_id
    assert expect(moengage).to_receive_once(event_tracked("And Gone")).message_id == report.message_id


@pytest.mark.unflushed
def test_segment_is_flushed_at_the_background_where_the_sdk_does_so(app, segment, differs):
    app.let_pass(31)
    app.track("Flushed Away", n=1)
    app.background()

    if differs("background_flushes_segment"):
        expect(segment).to_receive(tracked("Flushed Away"))
    else:
        app.let_pass(1)
        expect(segment).after(app.let_pass(31)).to_receive(tracked("Flushed Away"))
    expect(segment).to_receive_once(tracked("Flushed Away"))


@pytest.mark.unflushed
def test_moengage_reports_at_the_background(app, moengage):
    app.track("Reported Away", n=1)
    app.background()
    app.let_pass(5)

    expect(moengage).to_receive(event_tracked("Reported Away"))
    expect(moengage).to_receive_once(event_tracked("Reported Away"))


@pytest.mark.parametrize("absences", [1, 4])
def test_absences_send_nothing_twice(app, segment, moengage, absences):
    segment.answers(delay_s=3, times=1)
    for number in range(absences):
        app.track("Out And In", n=number)
        app.background()
        app.let_pass(4)
        app.foreground()

    expect(segment).to_receive_times(tracked("Out And In"), absences)
    expect(moengage).to_receive_times(event_tracked("Out And In"), absences)


@pytest.mark.unflushed
def test_a_kill_in_the_background_repeats_nothing_that_was_taken(app, segment, moengage):
    ada = a_user()
    app.identify(ada)
    app.track("Taken Away", n=1)
    app.background()
    app.let_pass(31)
    expect(segment).to_receive(tracked("Taken Away", user=ada))
    expect(moengage).to_receive(event_tracked("Taken Away", user=ada))
    app.let_finish()
    app.kill()

    app.relaunch()

    expect(segment).to_receive_once(tracked("Taken Away"))
    expect(moengage).to_receive_once(event_tracked("Taken Away"))
    expect(moengage).to_receive_once(signed_in(ada))


@pytest.mark.unflushed
def test_a_kill_right_after_the_background_loses_nothing(app, segment, moengage):
    segment.answers(503)
    moengage.answers(503)
    app.track("Killed Away", n=1)
    app.background()
    app.kill()

    app.relaunch()

    taken = expect(segment).to_receive_once(tracked("Killed Away", status=200))
    assert {call.message_id for _, call in segment.calls("track", "Killed Away", -1)} == {taken.message_id}
    expect(moengage).to_receive_once(event_tracked("Killed Away", status=200))
