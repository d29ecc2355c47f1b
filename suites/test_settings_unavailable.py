"""What settings that cannot be had must not cost, at the first launch and at later ones."""

from __future__ import annotations

from typing import Any

import pytest

from harness import config_fetched, event_tracked, expect, settings_fetched, tracked

FAILURES: dict[str, dict[str, Any]] = {
    "refused": {"status": 500},
    "unknown": {"status": 404},
    "half": {"drop": "truncated"},
    "dropped": {"drop": "before"},
    "no json": {"body": "{"},
    "no object": {"body": "[]"},
}
LATE_S = 100
RETURN_S = 11


@pytest.mark.not_launched
@pytest.mark.parametrize("failure", ["refused", "half", "dropped", "no object"])
def test_a_first_launch_without_settings_recovers_at_the_next_return(app, segment, moengage, failure):
    segment.answers_settings(**FAILURES[failure], times=4)
    moengage.stays_off()
    app.launch()
    app.track("Without Them", n=1)
    expect(segment).to_receive_once(tracked("Without Them"))
    expect(moengage).to_receive_nothing()

    moengage.comes_on()
    app.background()
    app.let_pass(RETURN_S)
    app.foreground()
    app.track("With Them", n=2)

    expect(segment).to_receive_once(tracked("Without Them"))
    expect(segment).to_receive_once(tracked("With Them"))
    expect(moengage).to_receive_once(event_tracked("With Them"))
    expect(moengage).not_to_receive(event_tracked("Without Them"))


@pytest.mark.parametrize("failure", FAILURES)
def test_a_later_launch_without_settings_goes_on_with_the_last_ones(app, segment, moengage, failure):
    app.kill()
    segment.answers_settings(**FAILURES[failure], times=4)

    app.relaunch()
    app.track("As Before", n=1)

    call = expect(segment).to_receive_once(tracked("As Before"))
    assert "MoEngage" in call.raw["_metadata"]["bundled"]
    expect(moengage).to_receive_once(event_tracked("As Before"))


def test_a_later_launch_whose_settings_never_come_goes_on_with_the_last_ones(app, segment, moengage):
    app.kill()
    segment.answers_settings(after_s=LATE_S)
    app.launch(until_ready=False)
    app.track("Waits In Vain", n=1)

    app.let_pass(61)
    app.wait_until_ready()

    expect(segment).to_receive_once(tracked("Waits In Vain"))
    expect(moengage).to_receive_once(event_tracked("Waits In Vain"))


@pytest.mark.needs("radio")
@pytest.mark.not_launched
def test_a_first_launch_without_a_network_loses_nothing_of_segment(app, phone, segment, moengage):
    phone.go_offline()
    with app.at_launch():
        app.track("First Offline", n=1)
    app.track("Second Offline", n=2)
    phone.go_online()

    app.background()
    app.let_pass(RETURN_S)
    app.foreground()
    app.track("First Online", n=3)

    for name in ("First Offline", "Second Offline", "First Online"):
        expect(segment).to_receive_once(tracked(name))
    expect(moengage).to_receive_once(event_tracked("First Online"))
    expect(moengage).to_receive_once(config_fetched())


@pytest.mark.not_launched
def test_settings_that_name_nothing_keep_everything_until_they_name_it_again(app, segment, moengage):
    segment.answers_settings(change={"integrations": {}})
    app.launch()
    app.track("Named Nowhere", n=1)
    segment.answers_settings()

    app.background()
    app.let_pass(RETURN_S)
    app.foreground()
    app.track("Named Again", n=2)

    expect(segment).to_receive_once(tracked("Named Again"))
    expect(moengage).to_receive_once(event_tracked("Named Again"))
    expect(segment).not_to_receive(tracked("Named Nowhere"))
    expect(moengage).not_to_receive(event_tracked("Named Nowhere"))


@pytest.mark.not_launched
def test_settings_that_are_refused_are_not_asked_for_without_pause(app, segment, moengage, differs):
    segment.answers_settings(status=500)
    moengage.stays_off()
    app.launch()
    app.let_pass(120)

    asked = segment.calls("settings_fetched", None, -1)

    assert len(asked) == differs("requests_for_settings_that_are_refused")
    expect(segment).to_receive_times(settings_fetched(), len(asked))


@pytest.mark.not_launched
def test_settings_that_nobody_answers_are_not_asked_for_without_pause(app, segment, moengage, differs):
    segment.answers_settings(drop="before")
    moengage.stays_off()
    app.launch()

    app.let_pass(120)

    assert segment.unread("settings") == differs("tries_of_a_connection_that_drops")
