"""What moments promise: one form in every language, the phone's own clock and zone, the order of what was done."""

from __future__ import annotations

from datetime import datetime

import pytest

from harness import (
    a_timestamp,
    a_user,
    aliased,
    attribute_set,
    event_tracked,
    expect,
    grouped,
    identified,
    screen_viewed,
    signed_in,
    tracked,
)

PLACES = [
    ("ar-SA", "islamic-umalqura"),
    ("fa-IR", "persian"),
    ("th-TH", "buddhist"),
]
"""Languages with digits of their own, calendars with years of their own."""
ZONES = [("Asia/Kathmandu", 20_700), ("Pacific/Marquesas", -34_200)]
"""Neither has a summer time."""
DAY_S = 86_400.0
SECOND_S = 1.0
"""A phone tells its time in whole seconds, cut."""


@pytest.mark.needs("place")
@pytest.mark.not_launched
@pytest.mark.parametrize(("locale", "calendar"), PLACES)
def test_every_moment_has_the_one_form_in_every_language(app, phone, segment, moengage, locale, calendar):
    phone.set_locale(locale, calendar)
    began_s = phone.now_s()
    app.launch()
    ada = a_user()

    app.identify(ada, plan="pro")
    app.track("Bought", n=1)
    app.screen("Basket")
    app.group("company-7")
    app.alias("later-1")

    patterns = (identified(ada), tracked("Bought"), screen_viewed("Basket"), grouped("company-7"), aliased("later-1"))
    for call in [expect(segment).to_receive(pattern) for pattern in patterns]:
        assert a_timestamp.matches(call.raw["timestamp"]), call.raw["timestamp"]
        assert a_timestamp.matches(segment.body_of(call)["sentAt"]), segment.body_of(call)["sentAt"]
        assert_between(began_s, call.moment_s, phone.now_s())
    for pattern in (signed_in(ada), attribute_set("plan", "pro"), event_tracked("Bought")):
        call = expect(moengage).to_receive(pattern)
        assert a_timestamp.matches(call.context["meta"]["request_time"]), call.context["meta"]
        assert_between(began_s, call.moment_s, phone.now_s())


@pytest.mark.needs("place")
@pytest.mark.not_launched
@pytest.mark.parametrize(("zone", "offset_s"), ZONES)
def test_moengage_is_told_the_moment_and_the_phones_own_time_of_day(app, phone, segment, moengage, zone, offset_s):
    phone.set_timezone(zone)
    app.launch()
    ada = a_user()

    app.identify(ada, plan="pro")
    app.track("Far Away", n=1)

    assert expect(segment).to_receive(tracked("Far Away")).context["timezone"] == zone
    for pattern in (signed_in(ada), attribute_set("plan", "pro"), event_tracked("Far Away")):
        call = expect(moengage).to_receive(pattern)
        assert abs(seconds_of_day(call) - call.moment_s - offset_s) <= SECOND_S
        assert (call.context["device_tz"], call.context["device_tz_offset"]) == (zone, str(offset_s * 1000))


@pytest.mark.needs("clock")
@pytest.mark.not_launched
@pytest.mark.parametrize("offset_s", [400 * DAY_S, -400 * DAY_S, -60 * 366 * DAY_S])
def test_both_vendors_are_told_the_moment_of_the_phones_clock(app, phone, segment, moengage, offset_s):
    phone.set_clock(offset_s)
    app.launch()

    began_s = phone.now_s()
    app.track("By the Phone", n=1)
    ended_s = phone.now_s()

    call = expect(segment).to_receive_once(tracked("By the Phone"))
    assert a_timestamp.matches(call.raw["timestamp"])
    assert_between(began_s, call.moment_s, ended_s)
    at_moengage = expect(moengage).to_receive_once(event_tracked("By the Phone"))
    assert_between(began_s, at_moengage.moment_s, ended_s)
    assert abs(seconds_of_day(at_moengage) - at_moengage.moment_s - offset_of(at_moengage)) <= SECOND_S


@pytest.mark.needs("clock")
def test_a_clock_that_jumps_while_the_app_runs_is_told_as_it_is(app, phone, segment, moengage):
    windows = {}
    for name, offset_s in (("Right", 0.0), ("A Day Ahead", DAY_S), ("A Day Behind", -DAY_S), ("Right Again", 0.0)):
        phone.set_clock(offset_s)
        began_s = phone.now_s()
        app.track(name, n=1)
        windows[name] = began_s, phone.now_s()

    for name, (began_s, ended_s) in windows.items():
        assert_between(began_s, expect(segment).to_receive_once(tracked(name)).moment_s, ended_s)
        assert_between(began_s, expect(moengage).to_receive_once(event_tracked(name)).moment_s, ended_s)


@pytest.mark.needs("radio", "time_travel")
def test_an_event_that_waits_for_the_network_keeps_its_moment(app, phone, segment, moengage):
    phone.go_offline()
    began_s = phone.now_s()
    app.track("In the Tunnel", n=1)
    ended_s = phone.now_s()

    app.let_pass(120)
    phone.go_online()

    call = expect(segment).to_receive_once(tracked("In the Tunnel"))
    assert_between(began_s, call.moment_s, ended_s)
    assert_between(began_s, expect(moengage).to_receive_once(event_tracked("In the Tunnel")).moment_s, ended_s)


@pytest.mark.needs("time_travel")
@pytest.mark.launched_with(flushInterval="600")
def test_a_batch_is_dated_when_it_is_sent_and_its_events_when_they_were_made(app, phone, segment):
    app.settle()
    began_s = phone.now_s()
    app.track("Early in the Batch", n=1)
    app.let_pass(60)
    later_s = phone.now_s()
    app.track("Late in the Batch", n=2)

    app.flush()

    early, late = (expect(segment).to_receive(tracked(f"{one} in the Batch")) for one in ("Early", "Late"))
    assert_between(began_s, early.moment_s, began_s + 30)
    assert_between(later_s, late.moment_s, phone.now_s())
    assert_between(late.moment_s, seconds_of(segment.body_of(late)["sentAt"]), phone.now_s())


@pytest.mark.needs("time_travel")
@pytest.mark.not_launched
def test_an_event_before_the_settings_has_the_moment_that_the_sdk_gives_it(app, phone, segment, differs):
    segment.answers_settings(after_s=8)
    app.launch(until_ready=False)
    began_s = phone.now_s()
    app.track("Before the Settings", n=1)
    made_s = phone.now_s()

    app.let_pass(10)

    window = {"call": (began_s, made_s), "release": (made_s + 3, phone.now_s())}
    first_s, last_s = window[differs("moment_of_an_event_before_the_settings")]
    assert_between(first_s, expect(segment).to_receive_once(tracked("Before the Settings")).moment_s, last_s)


def test_moments_never_go_back_in_a_burst(app, phone, segment, moengage):
    began_s = phone.now_s()
    with app.at_once():
        for number in range(50):
            app.track("Burst", number=number)

    calls = expect(segment).to_receive_times(tracked("Burst"), 50)
    moments = [call.moment_s for call in sorted(calls, key=lambda call: call.data["number"])]
    assert moments == sorted(moments)
    for call in [*calls, *expect(moengage).to_receive_times(event_tracked("Burst"), 50)]:
        assert_between(began_s, call.moment_s, phone.now_s())


def test_steps_are_told_in_the_order_of_their_moments(app, segment, moengage):
    for number in range(20):
        app.track(f"Step {number}", n=number)

    for inbox, pattern in ((segment, tracked), (moengage, event_tracked)):
        moments = [expect(inbox).to_receive(pattern(f"Step {number}")).moment_s for number in range(20)]
        assert min(moments[number + 1] - moments[number] for number in range(19)) > 0.2


def assert_between(first_s, moment_s, last_s):
    assert first_s <= moment_s <= last_s + SECOND_S


def seconds_of(stamp):
    return datetime.fromisoformat(stamp).timestamp()


def seconds_of_day(call):
    """What the phone's wall clock showed, as if it were UTC."""
    return seconds_of(call.raw["local_time"] + "Z")


def offset_of(call):
    return int(call.context["device_tz_offset"]) / 1000
