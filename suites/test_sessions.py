"""One session per visit: what begins one, what ends it, and what MoEngage is told of it."""

from __future__ import annotations

from datetime import UTC, datetime

from harness import event_tracked, expect, session_ended, session_started, signed_out

LIMIT_S = 1800
"""Half an hour away ends a session (its configuration's default)."""


def test_a_visit_with_short_absences_is_one_session(app, moengage, differs):
    for n in range(4):
        app.track(f"Part {n}", n=n)
        app.background()
        app.let_pass(300)
        app.foreground()

    assert len({session_id(expect(moengage).to_receive(event_tracked(f"Part {n}"))) for n in range(4)}) == 1
    expect(moengage).to_receive_times(session_started(), differs("sessions_told"))


def test_absences_do_not_add_up_to_the_end_of_a_session(app, moengage):
    app.track("First Stay", n=1)
    for _ in range(3):
        app.background()
        app.let_pass(LIMIT_S - 100)
        app.foreground()
    app.track("Fourth Stay", n=2)

    first = expect(moengage).to_receive(event_tracked("First Stay"))
    assert session_id(expect(moengage).to_receive(event_tracked("Fourth Stay"))) == session_id(first)


def test_a_long_stay_in_front_is_one_session(app, moengage):
    app.track("Begins To Read", n=1)
    app.let_pass(LIMIT_S + 600)
    app.track("Has Read", n=2)

    first = expect(moengage).to_receive(event_tracked("Begins To Read"))
    assert session_id(expect(moengage).to_receive(event_tracked("Has Read"))) == session_id(first)


def test_a_burst_after_a_long_absence_begins_one_session(app, moengage, differs):
    app.track("Before Lunch", n=0)
    before = expect(moengage).to_receive(event_tracked("Before Lunch"))
    app.settle()
    away = app.background()
    app.let_pass(LIMIT_S + 60)
    app.foreground()
    with app.at_once():
        for n in range(5):
            app.track(f"After Lunch {n}", n=n)

    after = [expect(moengage).to_receive_once(event_tracked(f"After Lunch {n}")) for n in range(5)]
    assert len({session_id(call) for call in after}) == 1
    assert session_id(after[0]) != session_id(before)
    expect(moengage).after(away).to_receive_times(session_started(), differs("sessions_told"))
    expect(moengage).after(away).to_receive_times(session_ended(), differs("sessions_told"))


def test_each_of_three_visits_has_a_session_of_its_own(app, moengage):
    for n in range(3):
        app.track(f"Visit {n}", n=n)
        app.settle()
        app.background()
        app.let_pass(LIMIT_S + 60)
        app.foreground()

    visits = [session_id(expect(moengage).to_receive(event_tracked(f"Visit {n}"))) for n in range(3)]
    assert len(set(visits)) == 3


def test_what_happened_before_a_long_absence_stays_with_its_session(app, phone, moengage):
    app.track("Online", n=1)
    first = expect(moengage).to_receive(event_tracked("Online"))
    phone.go_offline()
    app.track("Offline", n=2)
    app.background()
    app.let_pass(LIMIT_S + 60)
    phone.go_online()
    app.foreground()
    app.track("Online Again", n=3)

    assert session_id(expect(moengage).to_receive(event_tracked("Offline"))) == session_id(first)
    assert session_id(expect(moengage).to_receive(event_tracked("Online Again"))) != session_id(first)


def test_reset_begins_a_session_at_once(app, moengage):
    app.track("Of Somebody", n=1)
    app.reset()
    app.track("Of Nobody", n=2)
    app.track("Of Nobody Again", n=3)

    old = session_id(expect(moengage).to_receive(event_tracked("Of Somebody")))
    new = session_id(expect(moengage).to_receive(event_tracked("Of Nobody")))
    assert new != old
    assert session_id(expect(moengage).to_receive(event_tracked("Of Nobody Again"))) == new
    assert session_id(expect(moengage).to_receive_once(signed_out())) == old


def test_a_session_starts_when_the_app_comes_back_and_not_before(app, phone, moengage, differs):
    app.settle()
    app.background()
    app.let_pass(LIMIT_S + 600)
    returned = phone.now_s()
    app.foreground()
    app.track("New Session", n=1)

    session = expect(moengage).to_receive(event_tracked("New Session")).context["meta"]["session"]
    assert set(session) == set(differs("what_is_said_of_a_session"))
    if "start_time" in session:
        assert abs(instant(session["start_time"]) - returned) < 5


def test_a_session_goes_on_when_the_app_was_killed_for_a_moment(app, moengage):
    app.track("Before The End", n=1)
    first = expect(moengage).to_receive(event_tracked("Before The End"))
    app.background()
    app.kill()
    app.let_pass(10)
    app.relaunch()
    app.track("After The End", n=2)

    assert session_id(expect(moengage).to_receive(event_tracked("After The End"))) == session_id(first)


def test_a_session_ends_while_the_app_does_not_run(app, moengage):
    app.track("Yesterday", n=1)
    first = expect(moengage).to_receive(event_tracked("Yesterday"))
    app.background()
    app.kill()
    app.let_pass(LIMIT_S + 60)
    app.relaunch()
    app.track("Today", n=2)

    assert session_id(expect(moengage).to_receive(event_tracked("Today"))) != session_id(first)


def session_id(call):
    return call.context["meta"]["session"]["session_id"]


def instant(text):
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC).timestamp()
