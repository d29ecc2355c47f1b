"""What track promises: every event once at each vendor, with its user and its properties."""

from __future__ import annotations

import pytest

from harness import NOBODY, a_user, containing, event_tracked, expect, tracked


def test_track_reaches_both_vendors_once(app, segment, moengage):
    ada = a_user()
    app.identify(ada)

    track = app.track("Order Completed", total=19.5, items=3, currency="EUR")

    properties = {"total": 19.5, "items": 3, "currency": "EUR"}
    expect(segment).after(track).to_receive_once(tracked("Order Completed", user=ada, properties=properties))
    expect(moengage).after(track).to_receive_once(event_tracked("Order Completed", user=ada, properties=properties))


def test_track_before_anyone_signs_in_belongs_to_nobody(app, segment, moengage):
    app.track("Opened Door", door=1)

    call = expect(segment).to_receive_once(tracked("Opened Door", user=NOBODY))
    expect(moengage).to_receive_once(event_tracked("Opened Door", user=NOBODY, anonymous_id=call.anonymous_id))


def test_track_keeps_nested_properties(app, segment, moengage):
    cart = {"products": [{"sku": "A-1", "price": 9.5}, {"sku": "B-2", "price": 10}], "coupon": {"code": "SPRING"}}

    app.track("Cart Viewed", cart=cart)

    expect(segment).to_receive(tracked("Cart Viewed", properties={"cart": cart}))
    expect(moengage).to_receive(event_tracked("Cart Viewed", properties=containing({"cart": cart})))


def test_track_says_to_segment_that_moengage_was_served_on_the_device(app, segment):
    app.track("Served Twice", n=1)

    call = expect(segment).to_receive(tracked("Served Twice"))
    assert "MoEngage" in call.raw["_metadata"]["bundled"]
    assert "MoEngage" not in call.raw["_metadata"]["unbundled"]


def test_track_kept_from_moengage_reaches_segment_alone(app, segment, moengage):
    app.track_without_moengage("Private", n=1)
    app.track("Public", n=2)

    expect(segment).to_receive_once(tracked("Private"))
    expect(moengage).to_receive_once(event_tracked("Public"))
    expect(moengage).not_to_receive(event_tracked("Private"))


def test_track_waits_on_the_phone_while_segment_is_down(app, segment, moengage):
    segment.answers(503)
    outage = app.track("Through the Outage", n=1)
    expect(segment).after(outage).to_receive(tracked("Through the Outage"))
    first = expect(segment).to_receive(tracked("Through the Outage"))
    assert first.status == 503

    app.settle()

    last = expect(segment).to_receive(tracked("Through the Outage", status=200))
    assert last.message_id == first.message_id
    expect(moengage).to_receive_once(event_tracked("Through the Outage"))


@pytest.mark.not_launched
def test_track_before_the_settings_arrive_is_not_lost(app, segment, moengage):
    segment.answers_settings(after_s=5)
    app.launch(until_ready=False)

    app.track("Early Bird", n=1)
    app.let_pass(6)

    expect(segment).to_receive_once(tracked("Early Bird"))
    expect(moengage).to_receive_once(event_tracked("Early Bird"))


@pytest.mark.not_launched
def test_track_reaches_segment_alone_while_moengage_is_off(app, segment, moengage):
    segment.answers_settings(moengage=False)
    app.launch()

    app.track("Cloud Only", n=1)

    call = expect(segment).to_receive_once(tracked("Cloud Only"))
    assert "MoEngage" not in call.raw["_metadata"]["bundled"]
    expect(moengage).not_to_receive(event_tracked("Cloud Only"))
