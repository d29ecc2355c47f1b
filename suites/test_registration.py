"""What the page asks of an app so that MoEngage is served: its libraries, the destination, and when it initialises."""

from __future__ import annotations

from datetime import datetime

import pytest

from harness import a_user, app_exited, event_tracked, expect, identified, session_ended, signed_in, tracked


@pytest.mark.allow("device_mode", reason="the app leaves the destination out on purpose: the servers deliver")
@pytest.mark.launched_with(plugins="none")
def test_an_app_without_the_destination_leaves_moengage_to_segments_servers(app, segment, moengage):
    moengage.stays_off()
    ada = a_user()

    app.identify(ada, plan="pro")
    app.track("Not On The Phone", n=1)
    app.reset()

    for call in (identified(ada), tracked("Not On The Phone", user=ada)):
        metadata = expect(segment).to_receive_once(call).raw["_metadata"]
        assert metadata == {"bundled": [], "unbundled": ["MoEngage"], "bundledIds": []}
    expect(moengage).to_receive_nothing()


def test_an_app_with_the_destination_is_not_served_by_segments_servers_too(app, segment, moengage):
    ada = a_user()

    app.identify(ada)
    app.track("On The Phone", n=1)

    for call in (identified(ada), tracked("On The Phone", user=ada)):
        metadata = expect(segment).to_receive_once(call).raw["_metadata"]
        assert metadata == {"bundled": ["MoEngage"], "unbundled": [], "bundledIds": []}
    expect(moengage).to_receive_once(event_tracked("On The Phone", user=ada))


@pytest.mark.not_launched
def test_moengage_that_is_initialised_with_the_app_has_what_was_told_from_the_start(app, segment, moengage):
    ada = a_user()
    segment.answers_settings(after_s=5)
    app.launch(until_ready=False)

    app.track("In The First Second", n=1)
    app.identify(ada)
    app.let_pass(6)

    expect(segment).to_receive_once(tracked("In The First Second"))
    expect(moengage).to_receive_once(event_tracked("In The First Second"))
    expect(moengage).to_receive_once(signed_in(ada))


@pytest.mark.launched_with(moengageStart="late")
def test_moengage_that_is_initialised_too_late_has_nothing_until_the_next_launch(app, segment, moengage):
    moengage.stays_off()
    app.track("Before It Was There", n=1)
    app.let_pass(31)
    app.track("After It Was There", n=2)
    expect(segment).to_receive_once(tracked("Before It Was There"))
    expect(segment).to_receive_once(tracked("After It Was There"))
    expect(moengage).to_receive_nothing()

    moengage.comes_on()
    app.relaunch(moengageStart="at once")
    app.track("In Time", n=3)

    expect(moengage).to_receive_once(event_tracked("In Time"))
    expect(moengage).not_to_receive(event_tracked("Before It Was There"))


@pytest.mark.launched_with(plugins="none")
@pytest.mark.allow("device_mode", reason="the app leaves the destination out at first")
def test_an_app_that_adds_the_destination_is_served_on_the_phone_from_then_on(app, builds, segment, moengage):
    moengage.stays_off()
    ada = a_user()
    app.identify(ada)
    app.track("Without It", n=1)
    expect(segment).to_receive_once(tracked("Without It", user=ada))
    expect(moengage).to_receive_nothing()

    moengage.comes_on()
    app.upgrade_to(builds["build-only"], plugins="moengage")
    app.identify(ada)
    app.track("With It", n=2)

    call = expect(segment).to_receive_once(tracked("With It", user=ada))
    assert call.raw["_metadata"]["bundled"] == ["MoEngage"]
    expect(moengage).to_receive_once(event_tracked("With It", user=ada))
    expect(moengage).not_to_receive(event_tracked("Without It"))


@pytest.mark.unflushed
def test_moengage_sends_what_it_has_when_the_app_is_left(app, phone, moengage):
    app.settle()
    app.track("Last Thing Before Leaving", n=1)
    left_s = phone.now_s()

    away = app.background()
    app.let_pass(120)

    call = expect(moengage).after(away).to_receive(event_tracked("Last Thing Before Leaving"))
    assert seconds_of(call.context["meta"]["request_time"]) - left_s < 60


@pytest.mark.launched_with(lifecycleProcess="false")
def test_moengage_sees_the_app_being_left_only_with_the_library_that_it_needs(app, moengage, differs):
    away = app.background()
    app.let_pass(5)
    app.foreground()

    pattern = {"session": session_ended(), "app exit": app_exited()}[differs("moengage_is_told_of_an_exit_by")]
    expect(moengage).after(away).to_receive_times(pattern, differs("exits_without_lifecycle_process"))


def test_moengage_is_reached_at_the_first_data_center_where_the_app_names_none(app, moengage):
    ada = a_user()
    app.identify(ada)

    call = expect(moengage).to_receive_once(signed_in(ada))
    assert moengage.exchange_of(call).host == "sdk-01.moengage.com"


def seconds_of(stamp):
    return datetime.fromisoformat(stamp).timestamp()
