"""What the app's life is told: the exact events of a launch, a return, a link and a dialog, each once."""

from __future__ import annotations

import pytest

from harness import app_exited, app_opened, event_tracked, expect, session_ended, session_started, tracked

INSTALLED, OPENED = "Application Installed", "Application Opened"
BACKGROUNDED, FOREGROUNDED = "Application Backgrounded", "Application Foregrounded"


@pytest.mark.core
def test_a_cold_launch_is_told_by_exactly_its_events(app, segment):
    expect(segment).to_receive_times(tracked(), 2)
    expect(segment).to_receive_once(tracked(INSTALLED))
    expect(segment).to_receive_once(tracked(OPENED, properties={"from_background": False}))


@pytest.mark.core
def test_a_return_from_the_background_is_told_by_exactly_its_events(app, segment, differs):
    expect(segment).to_receive(tracked(OPENED))
    app.settle()

    away = app.background()
    app.foreground()

    for name, count in differs("events_of_a_return").items():
        expect(segment).after(away).to_receive_times(tracked(name), count)
    expect(segment).after(away).to_receive(tracked(OPENED, properties={"from_background": True}))


def test_three_returns_are_told_three_times(app, segment):
    app.settle()
    first = app.background()
    app.foreground()
    for _ in range(2):
        app.background()
        app.foreground()

    expect(segment).after(first).to_receive_times(tracked(OPENED), 3)
    expect(segment).after(first).to_receive_times(tracked(BACKGROUNDED), 3)


def test_lifecycle_events_reach_moengage_as_the_destination_lets_them(app, moengage, differs):
    app.settle()
    away = app.background()
    app.foreground()

    for name, count in differs("events_of_a_return_at_moengage").items():
        expect(moengage).after(away).to_receive_times(event_tracked(name), count)


@pytest.mark.launched_with(lifecycle="false")
def test_lifecycle_events_that_are_off_are_not_sent(app, segment, moengage):
    app.background()
    app.foreground()
    app.track("By Hand", n=1)

    expect(segment).to_receive_times(tracked(), 1)
    expect(moengage).to_receive_times(event_tracked(), 1)


def test_a_deep_link_is_told_with_its_url(app, segment):
    link = app.open_link("sample://product/42?campaign=spring")

    url = "sample://product/42?campaign=spring"
    expect(segment).after(link).to_receive_once(tracked("Deep Link Opened", properties={"url": url}))


def test_the_query_of_a_deep_link_is_told_as_the_platform_does(app, segment, differs):
    app.open_link("sample://product/42?campaign=spring&blank=")

    call = expect(segment).to_receive(tracked("Deep Link Opened"))
    assert {key: call.data[key] for key in ("campaign", "blank") if key in call.data} == differs("query_of_a_link")


def test_moengage_is_told_of_the_session(app, moengage, differs):
    pattern = {"session": session_started(), "app open": app_opened()}[differs("moengage_is_told_of_a_launch_by")]

    expect(moengage).to_receive_once(pattern)


def test_moengage_is_told_that_the_app_was_left(app, moengage, differs):
    away = app.background()
    app.let_pass(5)
    app.foreground()

    pattern = {"session": session_ended(), "app exit": app_exited()}[differs("moengage_is_told_of_an_exit_by")]
    expect(moengage).after(away).to_receive_once(pattern)


def test_a_session_ends_after_half_an_hour_away(app, moengage):
    app.track("First Session", n=1)
    first = expect(moengage).to_receive(event_tracked("First Session"))
    app.background()
    app.let_pass(1801)
    app.foreground()

    app.track("Second Session", n=2)

    second = expect(moengage).to_receive(event_tracked("Second Session"))
    assert session_id(first) != session_id(second)


def test_a_session_goes_on_after_a_short_absence(app, moengage):
    app.track("Before The Break", n=1)
    first = expect(moengage).to_receive(event_tracked("Before The Break"))
    app.background()
    app.let_pass(60)
    app.foreground()

    app.track("After The Break", n=2)

    second = expect(moengage).to_receive(event_tracked("After The Break"))
    assert session_id(first) == session_id(second)


@pytest.mark.needs("push")
def test_a_permission_dialog_changes_the_count_of_lifecycle_events(app, phone, segment, differs):
    app.settle()
    phone.ask_permission()
    phone.answer_permission(accept=True)

    away = app.background()
    app.foreground()
    app.track("After The Dialog", n=1)

    expect(segment).to_receive(tracked("After The Dialog"))
    for name, count in differs("events_of_a_return_after_a_dialog").items():
        expect(segment).after(away).to_receive_times(tracked(name), count)


def session_id(call):
    return call.context["meta"]["session"]["session_id"]
