"""What the page says of Twilio Engage, as far as a phone has to do with it: the calls by which computed traits and
audiences come, identify and track, arrive at MoEngage as attributes and as events."""

from __future__ import annotations

import pytest

from harness import NOBODY, a_user, attribute_set, event_tracked, exactly, expect, identified, signed_in, tracked


def test_an_audience_sent_by_identify_is_an_attribute_that_is_true(app, segment, moengage):
    ada = a_user()

    app.identify(ada, big_spenders=True)

    expect(segment).to_receive_once(identified(ada, traits=exactly({"big_spenders": True})))
    expect(moengage).to_receive_once(signed_in(ada))
    expect(moengage).to_receive_once(attribute_set("big_spenders", True, user=ada))
    expect(moengage).not_to_receive(event_tracked("big_spenders"))


def test_an_audience_that_the_user_leaves_is_an_attribute_that_is_false(app, moengage):
    ada = a_user()
    app.identify(ada, big_spenders=True)
    expect(moengage).to_receive_once(attribute_set("big_spenders", True, user=ada))

    left = app.identify(ada, big_spenders=False)

    expect(moengage).after(left).to_receive_once(attribute_set("big_spenders", False, user=ada))
    expect(moengage).after(left).not_to_receive(attribute_set("big_spenders", True))


@pytest.mark.parametrize("value", [42, 19.75, "Gold", ["tea", "trains"]], ids=["count", "sum", "most", "unique"])
def test_a_computed_trait_sent_by_identify_sets_the_attribute_to_its_value(app, segment, moengage, value):
    ada = a_user()

    app.identify(ada, computed_trait=value)

    expect(segment).to_receive_once(identified(ada, traits=exactly({"computed_trait": value})))
    expect(moengage).to_receive_once(attribute_set("computed_trait", value, user=ada))


def test_an_audience_sent_by_track_is_an_event_of_its_user(app, segment, moengage):
    ada = a_user()
    app.identify(ada)
    entered = {"audience_key": "big_spenders", "big_spenders": True}

    app.track("Audience Entered", entered)

    expect(segment).to_receive_once(tracked("Audience Entered", user=ada, properties=exactly(entered)))
    expect(moengage).to_receive_once(event_tracked("Audience Entered", user=ada, properties=entered))
    expect(moengage).not_to_receive(attribute_set("big_spenders"))


def test_a_computed_trait_may_be_sent_by_both_calls(app, segment, moengage):
    ada = a_user()

    app.identify(ada, orders_in_a_week=3)
    app.track("Trait Computed", trait_key="orders_in_a_week", orders_in_a_week=3)

    expect(moengage).to_receive_once(attribute_set("orders_in_a_week", 3, user=ada))
    expect(moengage).to_receive_once(event_tracked("Trait Computed", user=ada, properties={"orders_in_a_week": 3}))
    expect(segment).to_receive_once(tracked("Trait Computed", user=ada))


def test_an_audience_of_people_who_never_signed_in_is_an_attribute_of_nobody(app, segment, moengage):
    app.identify(None, {"window_shoppers": True})

    call = expect(segment).to_receive_once(identified(NOBODY, traits=exactly({"window_shoppers": True})))
    shoppers = attribute_set("window_shoppers", True, user=NOBODY, anonymous_id=call.anonymous_id)
    expect(moengage).to_receive_once(shoppers)
