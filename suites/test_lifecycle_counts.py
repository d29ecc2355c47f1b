"""What of the app's life is told, and what is not: exact counts by both ways of looking, in the order of events."""

from __future__ import annotations

import pytest

from harness import a_user, app_exited, app_opened, config_fetched, event_tracked, expect, session_started, tracked

INSTALLED, OPENED = "Application Installed", "Application Opened"
BACKGROUNDED, FOREGROUNDED = "Application Backgrounded", "Application Foregrounded"
OBSERVER = pytest.mark.launched_with(useLifecycleObserver="true")
WAYS = [pytest.param("activities", id="activities"), pytest.param("process", marks=OBSERVER)]
"""How Segment looks at the app's life, where there is a choice (launch argument useLifecycleObserver)."""


@pytest.mark.parametrize("way", WAYS)
def test_a_cold_launch_is_told_the_same_by_either_way_of_looking(app, segment, way):
    expect(segment).to_receive_times(tracked(), 2)
    expect(segment).to_receive_once(tracked(INSTALLED))
    expect(segment).to_receive_once(tracked(OPENED, properties={"from_background": False}))


@pytest.mark.parametrize("way", WAYS)
def test_a_return_is_told_the_same_by_either_way_of_looking(app, segment, differs, way):
    app.settle()
    away = app.background()
    app.let_pass(2)
    app.foreground()

    counts = differs("events_of_a_return")
    for name, count in counts.items():
        expect(segment).after(away).to_receive_times(tracked(name), count)
    expect(segment).after(away).to_receive_times(tracked(), sum(counts.values()))
    expect(segment).after(away).to_receive_once(tracked(OPENED, properties={"from_background": True}))


def test_events_of_a_life_have_the_order_of_what_happened(app, segment):
    app.track("In Front", n=1)
    app.background()
    app.let_pass(2)
    app.foreground()
    app.track("Back In Front", n=2)

    expect(segment).to_receive(tracked("Back In Front"))
    expect(segment).to_receive(tracked(OPENED, properties={"from_background": True}))
    calls = sorted((call for _, call in segment.calls("track", None, -1)), key=lambda call: call.raw["timestamp"])
    told = [call.name for call in calls if call.name not in (INSTALLED, FOREGROUNDED)]
    assert told == [OPENED, "In Front", BACKGROUNDED, OPENED, "Back In Front"]


@pytest.mark.parametrize("way", WAYS)
def test_a_permission_dialog_by_itself_is_no_event(app, phone, segment, way):
    app.settle()
    ask = phone.ask_permission()

    phone.answer_permission(accept=True)

    expect(segment).after(ask).to_receive_times(tracked(), 0)


@OBSERVER
def test_a_return_after_a_dialog_is_told_where_the_process_is_looked_at(app, phone, segment, differs):
    app.settle()
    phone.ask_permission()
    phone.answer_permission(accept=True)

    away = app.background()
    app.let_pass(2)
    app.foreground()

    for name, count in differs("events_of_a_return").items():
        expect(segment).after(away).to_receive_times(tracked(name), count)


@pytest.mark.needs("system")
def test_an_interruption_is_no_event_and_a_return_after_it_is_told_once(app, phone, segment, moengage, differs):
    app.settle()
    pull = phone.interrupt()
    expect(moengage).after(pull).not_to_receive(session_started())
    expect(moengage).after(pull).not_to_receive(app_opened())
    app.background()
    app.foreground()

    counts = differs("events_of_a_return")
    for name, count in counts.items():
        expect(segment).after(pull).to_receive_times(tracked(name), count)
    expect(segment).after(pull).to_receive_times(tracked(), sum(counts.values()))


def test_a_rotation_is_told_as_the_platform_does(app, phone, segment, moengage, differs):
    app.settle()
    turn = phone.rotate()

    counts = differs("events_of_a_rotation")
    expect(segment).after(turn).to_receive_times(tracked(), sum(counts.values()))
    for name, count in counts.items():
        expect(segment).after(turn).to_receive_times(tracked(name), count)
    expect(moengage).after(turn).not_to_receive(app_exited())


@OBSERVER
def test_a_rotation_is_no_event_where_the_process_is_looked_at(app, phone, segment):
    app.settle()
    turn = phone.rotate()
    app.let_pass(2)

    expect(segment).after(turn).to_receive_times(tracked(), 0)


def test_identify_in_the_middle_of_a_rotation_is_kept(app, phone, segment, moengage):
    phone.rotate()
    ada = a_user()
    app.identify(ada, turned=True)
    phone.rotate()
    app.track("Turned Twice", n=1)

    expect(segment).to_receive_once(tracked("Turned Twice", user=ada))
    expect(moengage).to_receive_once(event_tracked("Turned Twice", user=ada))


@pytest.mark.parametrize("way", WAYS)
def test_going_to_another_screen_and_back_is_no_event(app, segment, way):
    app.settle()
    there = app.open_screen("DetailsActivity")
    app.close_screen()
    app.let_pass(2)

    expect(segment).after(there).to_receive_times(tracked(), 0)


def test_leaving_the_app_on_another_screen_is_told_once(app, segment, differs):
    app.open_screen("DetailsActivity")
    app.settle()
    away = app.background()
    app.foreground()

    for name, count in differs("events_of_a_return").items():
        expect(segment).after(away).to_receive_times(tracked(name), count)


def test_another_screen_is_told_to_moengage_once_where_it_looks_at_screens(app, moengage, differs):
    for _ in range(2):
        app.open_screen("DetailsActivity")
        app.close_screen()

    screen = app_opened(properties={"ACTIVITY_NAME": "DetailsActivity"})
    expect(moengage).to_receive_times(screen, differs("screens_at_moengage"))


@pytest.mark.not_launched
def test_nothing_of_the_apps_life_reaches_moengage_before_the_settings(app, segment, moengage, differs):
    segment.answers_settings(after_s=10)
    app.launch(until_ready=False)
    app.background()
    app.foreground()
    app.prove_alive()
    assert not any(moengage.exchanges())

    app.let_pass(11)

    opening = {"session": session_started(), "app open": app_opened()}[differs("moengage_is_told_of_a_launch_by")]
    expect(moengage).to_receive_once(config_fetched())
    expect(moengage).to_receive_once(opening)


def test_each_of_five_launches_is_opened_once_and_never_returned_to(app, segment):
    for _ in range(4):
        app.kill()
        app.relaunch()

    expect(segment).to_receive_times(tracked(OPENED, properties={"from_background": False}), 5)
    expect(segment).to_receive_times(tracked(OPENED), 5)
    expect(segment).not_to_receive(tracked(FOREGROUNDED))
    expect(segment).not_to_receive(tracked(BACKGROUNDED))
    expect(segment).to_receive_once(tracked(INSTALLED))
