"""What an app tells in the turn of its start, before any settings: nothing is lost, doubled or somebody else's."""

from __future__ import annotations

from datetime import datetime

import pytest

from harness import (
    NOBODY,
    a_user,
    attribute_set,
    event_tracked,
    expect,
    grouped,
    identified,
    screen_viewed,
    signed_in,
    signed_out,
    tracked,
)

NEVER_S = 300
DELAYS_S = [0, 2, 10]


@pytest.mark.not_launched
@pytest.mark.parametrize("after_s", DELAYS_S)
def test_everything_told_in_the_turn_of_the_start_arrives_once(app, segment, moengage, differs, after_s):
    ada = a_user()
    segment.answers_settings(after_s=after_s)
    with app.at_launch(until_ready=False):
        app.identify(ada, plan="pro")
        app.track("Started", n=1)
        app.screen("Home", tab=1)
        app.group("the-group", size=3)
    app.let_pass(after_s)
    app.wait_until_ready()

    expect(segment).to_receive_once(identified(ada, traits={"plan": "pro"}))
    expect(segment).to_receive_once(tracked("Started", user=ada, properties={"n": 1}))
    expect(segment).to_receive_once(screen_viewed("Home", properties={"tab": 1}))
    expect(segment).to_receive_once(grouped("the-group", traits={"size": 3}))
    expect(moengage).to_receive_once(signed_in(ada))
    expect(moengage).to_receive_once(attribute_set("plan", "pro"))
    expect(moengage).to_receive_once(event_tracked("Started", properties={"n": 1}))
    if differs("bursts_keep_their_order"):
        expect(moengage).to_receive_once(event_tracked("Started", user=ada))


@pytest.mark.not_launched
@pytest.mark.parametrize("after_s", [0, 10])
def test_opting_one_call_out_holds_though_it_waited_for_the_settings(app, segment, moengage, after_s):
    segment.answers_settings(after_s=after_s)
    with app.at_launch(until_ready=False):
        app.track_without_moengage("Private At The Start", n=1)
        app.track("Public At The Start", n=2)
    app.let_pass(after_s)
    app.wait_until_ready()

    private = expect(segment).to_receive_once(tracked("Private At The Start"))
    assert private.raw["integrations"] == {"MoEngage": False}
    assert expect(segment).to_receive_once(tracked("Public At The Start")).raw["integrations"] == {}
    expect(moengage).not_to_receive(event_tracked("Private At The Start"))
    expect(moengage).to_receive_once(event_tracked("Public At The Start"))


@pytest.mark.not_launched
def test_settings_that_never_come_cost_segment_nothing(app, segment, moengage):
    ada = a_user()
    segment.answers_settings(after_s=NEVER_S)
    moengage.stays_off()
    with app.at_launch(until_ready=False):
        app.identify(ada)
        app.track("Without An Answer", n=1)
    assert not segment.calls("track", "Without An Answer", -1)
    app.let_pass(61)
    app.wait_until_ready()

    expect(segment).to_receive_once(identified(ada))
    expect(segment).to_receive_once(tracked("Without An Answer", user=ada))
    expect(moengage).to_receive_nothing()


@pytest.mark.not_launched
def test_what_waits_for_the_settings_is_dated_in_the_platforms_way(app, phone, segment, differs):
    segment.answers_settings(after_s=15)
    began_s = phone.now_s()
    with app.at_launch(until_ready=False):
        app.track("Dated", n=1)
    app.let_pass(15)
    app.wait_until_ready()

    call = expect(segment).to_receive_once(tracked("Dated"))
    late_s = datetime.fromisoformat(call.raw["timestamp"]).timestamp() - began_s
    assert ("when the settings come" if late_s >= 14 else "when called") == differs("held_events_are_dated")


@pytest.mark.not_launched
def test_who_is_signed_in_while_events_wait_for_the_settings(app, segment, moengage, differs):
    ada = a_user()
    segment.answers_settings(after_s=5)
    app.launch(until_ready=False)
    app.track("Before Anyone", n=1)
    app.identify(ada)
    app.track("Known By Then", n=2)
    app.let_pass(5)
    app.wait_until_ready()

    whose = {"nobody": NOBODY, "the user of the replay": ada}[differs("held_events_of_nobody_are_of")]
    expect(segment).to_receive_once(tracked("Before Anyone", user=whose))
    expect(segment).to_receive_once(tracked("Known By Then", user=ada))
    expect(segment).to_receive_once(identified(ada))
    expect(moengage).to_receive_once(signed_in(ada))
    expect(moengage).to_receive_once(event_tracked("Known By Then"))
    if differs("bursts_keep_their_order"):
        expect(moengage).to_receive_in_order(signed_in(ada), event_tracked("Known By Then", user=ada))


@pytest.mark.not_launched
def test_a_reset_while_events_wait_for_the_settings_starts_a_new_person(app, segment, moengage, differs):
    ada = a_user()
    segment.answers_settings(after_s=5)
    app.launch(until_ready=False)
    app.reset()
    app.identify(ada)
    app.track("After The Early Reset", n=1)
    app.let_pass(5)
    app.wait_until_ready()

    call = expect(segment).to_receive_once(tracked("After The Early Reset", user=ada))
    assert expect(segment).to_receive_once(identified(ada)).anonymous_id == call.anonymous_id
    expect(moengage).to_receive_once(event_tracked("After The Early Reset", anonymous_id=call.anonymous_id))
    expect(moengage).to_receive_in_order(signed_out(), signed_in(ada))
    if differs("bursts_keep_their_order"):
        expect(moengage).to_receive_once(event_tracked("After The Early Reset", user=ada))


@pytest.mark.not_launched
def test_moengage_is_told_the_anonymous_id_at_the_first_launch(app, segment, moengage):
    segment.answers_settings(after_s=2)
    app.launch(until_ready=False)
    app.track("First Of All", n=1)
    app.let_pass(2)
    app.wait_until_ready()

    anonymous_id = expect(segment).to_receive_once(tracked("First Of All", user=NOBODY)).anonymous_id
    expect(moengage).to_receive_once(attribute_set("anonymousId", anonymous_id))
    expect(moengage).to_receive_once(event_tracked("First Of All", user=NOBODY, anonymous_id=anonymous_id))


@pytest.mark.not_launched
def test_calls_of_the_start_keep_their_order_where_the_sdk_promises_one(app, segment, moengage, differs):
    segment.answers_settings(after_s=2)
    with app.at_launch(until_ready=False):
        for number in range(20):
            app.track("In A Row", n=number)
    app.let_pass(2)
    app.wait_until_ready()

    for calls in (
        expect(segment).to_receive_times(tracked("In A Row"), 20),
        expect(moengage).to_receive_times(event_tracked("In A Row"), 20),
    ):
        numbers = [call.data["n"] for call in calls]
        assert (numbers if differs("bursts_keep_their_order") else sorted(numbers)) == list(range(20))
