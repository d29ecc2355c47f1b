"""What track promises: every event once at each vendor, with its user and its properties."""

from __future__ import annotations

import pytest

from harness import ABSENT, NOBODY, a_user, a_uuid, containing, event_tracked, exactly, expect, tracked


@pytest.mark.core
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


@pytest.mark.core
@pytest.mark.not_launched
def test_track_before_the_settings_arrive_is_not_lost(app, segment, moengage):
    segment.answers_settings(after_s=5)
    app.launch(until_ready=False)

    app.track("Early Bird", n=1)
    app.let_pass(6)

    expect(segment).to_receive_once(tracked("Early Bird"))
    expect(moengage).to_receive_once(event_tracked("Early Bird"))


def test_track_without_properties_reaches_segment(app, segment, moengage, differs):
    bare = app.track("Bare")
    app.track("Dressed", n=1)

    expect(segment).after(bare).to_receive_once(tracked("Bare", properties=ABSENT))
    expect(moengage).to_receive(event_tracked("Dressed"))
    expect(moengage).to_receive_times(event_tracked("Bare"), differs("bare_tracks_at_moengage"))


def test_track_keeps_every_kind_of_value(app, segment, moengage):
    values = {
        "int": 7,
        "big": 12345678901,
        "float": 1.5,
        "yes": True,
        "no": False,
        "text": "Zoë 😀",
        "list": [1, "a", True],
    }

    app.track("Values", values)

    expect(segment).to_receive(tracked("Values", properties=exactly(values)))
    expect(moengage).to_receive(event_tracked("Values", properties=values))


def test_track_passes_text_that_looks_like_a_number(app, segment, moengage, differs):
    texts = {"phone": "+14155552671", "postcode": "02134", "flag": "true", "code": "1-234-5678"}

    app.track("Texts", texts)

    expect(segment).to_receive(tracked("Texts", properties=exactly(texts)))
    expected = differs("numeric_text")
    expect(moengage).to_receive(event_tracked("Texts", properties=expected))


def test_track_passes_a_date(app, segment, moengage, differs):
    app.track("Dated", when="2026-01-02T03:04:05.678Z")

    expect(segment).to_receive(tracked("Dated", properties={"when": "2026-01-02T03:04:05.678Z"}))
    expect(moengage).to_receive(event_tracked("Dated", properties={"when": differs("date_of_an_event")}))


def test_track_keeps_properties_with_names_that_vendors_use(app, segment, moengage):
    properties = {"user_id": "p-1", "source": "shelf", "status": "new", "event": "x", "type": "y", "timestamp": "later"}

    app.track("Reserved Names", properties)

    expect(segment).to_receive(tracked("Reserved Names", properties=exactly(properties)))
    expect(moengage).to_receive(event_tracked("Reserved Names", properties=properties))


def test_track_of_a_burst_loses_nothing_and_repeats_nothing(app, segment, moengage):
    with app.at_once():
        for number in range(100):
            app.track("Burst", number=number)

    for inbox, pattern in ((segment, tracked), (moengage, event_tracked)):
        calls = expect(inbox).to_receive_times(pattern("Burst"), 100)
        assert sorted(call.data["number"] for call in calls) == list(range(100))
    messages = {call.message_id for call in expect(segment).to_receive_times(tracked("Burst"), 100)}
    assert len(messages) == 100


def test_track_keeps_the_order_of_moments(app, segment, moengage):
    for number in range(100):
        app.track(f"Step {number}", n=number)

    expect(segment).to_receive_in_order(*(tracked(f"Step {number}") for number in range(100)))
    expect(moengage).to_receive_in_order(*(event_tracked(f"Step {number}") for number in range(100)))


def test_track_gives_every_event_an_id_and_a_time_of_its_own(app, segment):
    app.track("First", n=1)
    app.track("Second", n=2)

    first, second = (expect(segment).to_receive(tracked(name, message_id=a_uuid)) for name in ("First", "Second"))
    assert first.message_id != second.message_id
    assert first.raw["timestamp"] < second.raw["timestamp"]
