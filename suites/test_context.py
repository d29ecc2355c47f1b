"""What the phone is said to be: language, time zone, network and clock as they are, at both vendors."""

from __future__ import annotations

from datetime import datetime

import pytest

from harness import event_tracked, expect, tracked


@pytest.mark.needs("place")
@pytest.mark.not_launched
def test_the_phones_language_and_time_zone_go_with_every_event(app, phone, segment, moengage):
    phone.set_locale("de-DE")
    phone.set_timezone("Pacific/Auckland")
    app.launch()

    app.track("Far Away", n=1)

    call = expect(segment).to_receive(tracked("Far Away"))
    assert (call.context["locale"], call.context["timezone"]) == ("de-DE", "Pacific/Auckland")
    assert expect(moengage).to_receive(event_tracked("Far Away")).context["device_tz"] == "Pacific/Auckland"


@pytest.mark.needs("place")
@pytest.mark.not_launched
@pytest.mark.parametrize(("locale", "calendar"), [("ar-SA", "islamic-umalqura"), ("th-TH", "buddhist")])
def test_timestamps_are_gregorian_whatever_the_phones_calendar(app, phone, segment, moengage, locale, calendar):
    phone.set_locale(locale, calendar)
    app.launch()

    app.track("Same Year", n=1)

    call = expect(segment).to_receive(tracked("Same Year"))
    assert abs(seconds_of(call.raw["timestamp"]) - phone.now_s()) < 60
    expect(moengage).to_receive(event_tracked("Same Year"))


@pytest.mark.needs("clock")
@pytest.mark.not_launched
def test_a_wrong_clock_is_sent_as_it_is_by_both(app, phone, segment, moengage):
    right_s = phone.now_s()
    phone.set_clock(-86_400.0)
    app.launch()

    app.track("Yesterday", n=1)

    call = expect(segment).to_receive(tracked("Yesterday"))
    assert abs(seconds_of(call.raw["timestamp"]) - (right_s - 86_400)) < 60
    expect(moengage).to_receive(event_tracked("Yesterday"))


def test_app_and_device_are_described(app, segment):
    app.track("Who Am I", n=1)

    context = expect(segment).to_receive(tracked("Who Am I")).context
    assert context["app"]["version"] == app.build.version
    assert context["app"]["build"] == app.build.build
    assert context["device"]["type"] == app.platform
    assert context["os"]["name"] == {"android": "Android", "ios": "iOS"}[app.platform]


def test_both_vendors_are_told_the_same_device(app, moengage):
    app.track("First Device Event", n=1)
    app.reset()
    app.track("Second Device Event", n=2)

    first = expect(moengage).to_receive(event_tracked("First Device Event"))
    second = expect(moengage).to_receive(event_tracked("Second Device Event"))
    assert first.context["device_unique_id"] == second.context["device_unique_id"]


def seconds_of(stamp):
    return datetime.fromisoformat(stamp).timestamp()
