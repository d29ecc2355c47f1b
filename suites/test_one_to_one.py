"""What the destination promises of each call: exactly its own actions at MoEngage, and not one besides."""

from __future__ import annotations

import pytest

from harness import (
    NOBODY,
    a_user,
    aliased,
    attribute_set,
    device_registered,
    event_tracked,
    exactly,
    expect,
    grouped,
    identified,
    like,
    screen_viewed,
    signed_in,
    signed_out,
    tracked,
    user_aliased,
)

ORDERS: dict[str, dict[str, object]] = {
    "Order Completed": {
        "order_id": "o-1",
        "revenue": 29.5,
        "total": 31,
        "currency": "EUR",
        "products": [
            {"product_id": "p-1", "sku": "s-1", "price": 9.5, "quantity": 2},
            {"product_id": "p-2", "price": 10.5},
        ],
    },
    "Product Added": {"product_id": "p-1", "name": "Tea", "price": 9.5, "quantity": 2, "currency": "EUR"},
    "Products Searched": {"query": "tea", "products": [{"product_id": "p-1"}, {"product_id": "p-2"}]},
    "Trial Started": {"revenue": 0, "value": -3.25, "plan": "pro"},
    "Install Attributed": {"provider": "x", "campaign": {"source": "network", "name": "spring", "ad_group": "g"}},
}


def test_an_event_is_one_event(app, segment, moengage):
    app.settle()

    track = app.track("Bought", price=9.5, color="red")

    properties = exactly({"price": 9.5, "color": "red"})
    expect(segment).after(track).to_receive_only(tracked("Bought", user=NOBODY, properties=properties))
    expect(moengage).after(track).to_receive_only(event_tracked("Bought", user=NOBODY, properties=properties))


def test_an_order_is_an_event_like_any_other(app, segment, moengage):
    ada = a_user()
    app.identify(ada)
    app.settle()
    start = app.track("Start", n=1)

    for name, properties in ORDERS.items():
        app.track(name, properties)

    for inbox, pattern in ((segment, tracked), (moengage, event_tracked)):
        orders = [pattern(name, user=ada, properties=exactly(properties)) for name, properties in ORDERS.items()]
        expect(inbox).after(start).to_receive_only(pattern("Start"), *orders)


NAMES = ("two  blanks ", "UPPER lower", "Zoë 😀", "a.b/c$d", "x" * 200, "INSTALL ", "logout", "identify")


def test_events_keep_their_names(app, segment, moengage):
    app.settle()
    start = app.track("Start", n=0)

    for name in NAMES:
        app.track(name, n=1)

    for inbox, pattern in ((segment, tracked), (moengage, event_tracked)):
        events = [pattern(name, properties=exactly({"n": 1})) for name in NAMES]
        expect(inbox).after(start).to_receive_only(pattern("Start"), *events)


def test_the_same_event_again_is_another_event(app, segment, moengage):
    app.settle()

    first = app.track("Again", n=1)
    app.track("Again", n=1)
    app.track("Again", n=1)

    expect(segment).after(first).to_receive_only(*[tracked("Again", properties=exactly({"n": 1}))] * 3)
    expect(moengage).after(first).to_receive_only(*[event_tracked("Again", properties=exactly({"n": 1}))] * 3)


def test_identify_is_one_sign_in_and_one_attribute_of_each_trait(app, segment, moengage):
    ada = a_user()
    app.settle()

    identify = app.identify(ada, email=ada.email, plan="pro", seats=3)

    traits = {"email": ada.email, "plan": "pro", "seats": 3}
    expect(segment).after(identify).to_receive_only(identified(ada, traits=exactly(traits)))
    attributes = [attribute_set(name, value, user=ada) for name, value in traits.items()]
    expect(moengage).after(identify).to_receive_only(signed_in(ada), *attributes)


def test_identify_that_says_nothing_new_is_nothing_to_moengage(app, segment, moengage):
    ada = a_user()
    app.identify(ada, plan="pro")
    app.settle()

    again = app.identify(ada, plan="pro")

    expect(segment).after(again).to_receive_only(identified(ada, traits=exactly({"plan": "pro"})))
    expect(moengage).after(again).to_receive_only()


def test_identify_of_the_next_person_is_one_sign_in(app, segment, moengage):
    ada, bea = a_user(), a_user()
    app.identify(ada, plan="pro")
    app.settle()

    identify = app.identify(bea, seats=3)

    expect(segment).after(identify).to_receive_only(identified(bea, traits=exactly({"seats": 3})))
    expect(moengage).after(identify).to_receive_only(signed_in(bea), attribute_set("seats", 3, user=bea))


def test_traits_of_nobody_are_attributes_of_nobody(app, segment, moengage):
    app.settle()

    identify = app.identify(plan="trial", seats=1)

    expect(segment).after(identify).to_receive_only(identified(NOBODY, traits=exactly({"plan": "trial", "seats": 1})))
    attributes = attribute_set("plan", "trial", user=NOBODY), attribute_set("seats", 1, user=NOBODY)
    expect(moengage).after(identify).to_receive_only(*attributes)


TRAITS: dict[str, dict[str, object]] = {
    "person": {
        "email": "ada@example.com",
        "name": "Ada Lovelace",
        "firstName": "Ada",
        "lastName": "Lovelace",
        "phone": "+1-415-555-2671",
        "gender": "F",
        "birthday": "1990-12-10",
    },
    "plain": {
        "username": "ada90",
        "age": 36,
        "avatar": "https://example.com/a.png",
        "title": "Countess",
        "website": "https://example.com",
        "description": "First of all",
        "createdAt": "2026-01-02T03:04:05Z",
        "id": "another-id",
    },
    "objects": {
        "company": {"name": "Example", "id": "c-1", "employee_count": 12, "industry": "Tea"},
        "address": {"street": "Main 1", "city": "Oslo", "state": "Oslo", "postalCode": "N-0150", "country": "Norway"},
        "location": {"latitude": 59.9, "longitude": -10.75},
    },
    "special": {"anonymousId": "another-anonymous-id", "isoBirthday": "1990-12-10T00:00:00.000Z"},
}
"""Segment's standard traits, and those that the destination's page names besides."""
KEYS = {
    "email": "USER_ATTRIBUTE_USER_EMAIL",
    "name": "USER_ATTRIBUTE_USER_NAME",
    "firstName": "USER_ATTRIBUTE_USER_FIRST_NAME",
    "lastName": "USER_ATTRIBUTE_USER_LAST_NAME",
    "phone": "USER_ATTRIBUTE_USER_MOBILE",
    "gender": "USER_ATTRIBUTE_USER_GENDER",
    "birthday": "USER_ATTRIBUTE_USER_BDAY",
    "anonymousId": "USER_ATTRIBUTE_SEGMENT_ID",
}
"""MoEngage's own names, said once more so that a mistake of the harness is no agreement; the others keep theirs."""


@pytest.mark.parametrize("kind", TRAITS)
def test_standard_traits_are_the_attributes_of_their_rows(app, segment, moengage, differs, kind):
    ada = a_user()
    app.settle()

    identify = app.identify(ada, TRAITS[kind])

    rows: dict[str, object] = {}
    for trait, value in TRAITS[kind].items():
        rows |= differs("attributes_of_a_trait").get(trait, {KEYS.get(trait, trait): value})
    attributes = [attribute_set(like(f"^{key}$"), value, user=ada) for key, value in rows.items()]
    expect(segment).after(identify).to_receive_only(identified(ada, traits=exactly(TRAITS[kind])))
    expect(moengage).after(identify).to_receive_only(signed_in(ada), *attributes)


def test_the_user_is_the_id_and_not_a_trait_of_that_name(app, segment, moengage):
    ada, other = a_user(), a_user()

    app.identify(ada, userId=other.id)
    app.track("Of Whom", n=1)

    expect(segment).to_receive_once(identified(ada, traits=exactly({"userId": other.id})))
    expect(moengage).to_receive_once(signed_in(ada))
    for inbox, pattern in ((segment, tracked), (moengage, event_tracked)):
        expect(inbox).to_receive_once(pattern("Of Whom", user=ada))


def test_a_trait_that_names_the_user_signs_in_where_the_destination_reads_it(app, segment, moengage, differs):
    other = a_user()

    app.identify(userId=other.id, plan="pro")

    expect(segment).to_receive_once(identified(NOBODY, traits=exactly({"userId": other.id, "plan": "pro"})))
    is_read = differs("a_trait_that_names_the_user_signs_in")
    expect(moengage).to_receive_times(signed_in(other), 1 if is_read else 0)
    expect(moengage).to_receive_once(attribute_set("plan", "pro", user=other if is_read else NOBODY))


def test_a_gender_is_one_of_moengages_where_the_destination_knows_them(app, moengage, differs):
    ada = a_user()
    genders = {"female": "female", "M": "male", "x": "other"}

    for given in genders:
        app.identify(ada, gender=given)

    made = [genders[given] if differs("genders_are_made_moengages") else given for given in genders]
    expect(moengage).to_receive_in_order(*(attribute_set("gender", one, user=ada) for one in made))
    expect(moengage).to_receive_times(attribute_set("gender"), 3)


@pytest.mark.parametrize("verb", ["screen", "group", "flush"])
def test_what_is_not_forwarded_is_nothing_to_moengage(app, segment, moengage, verb):
    app.identify(a_user())
    app.settle()

    acts = {
        "screen": lambda: app.screen("Basket", "Shop", items=2),
        "group": lambda: app.group("company-7", plan="team"),
        "flush": app.flush,
    }
    act = acts[verb]()

    messages = {
        "screen": [screen_viewed("Basket", category="Shop", properties=exactly({"items": 2}))],
        "group": [grouped("company-7", traits=exactly({"plan": "team"}))],
        "flush": [],
    }
    expect(segment).after(act).to_receive_only(*messages[verb])
    expect(moengage).after(act).to_receive_only()


def test_an_alias_is_one_action(app, segment, moengage, differs):
    ada, later = a_user(), a_user()
    app.identify(ada)
    app.settle()

    alias = app.alias(later)

    action = {"alias": user_aliased(later, previous=ada), "sign in": signed_in(later)}[differs("alias_at_moengage")]
    expect(segment).after(alias).to_receive_only(aliased(later, previous=ada))
    expect(moengage).after(alias).to_receive_only(action)


def test_a_reset_is_one_sign_out_and_a_device_registered_anew(app, segment, moengage, differs):
    ada = a_user()
    app.identify(ada, plan="pro")
    app.settle()

    reset = app.reset()

    told = [attribute_set("anonymousId")] if differs("a_reset_tells_moengage_the_new_anonymous_id") else []
    expect(segment).after(reset).to_receive_only()
    expect(moengage).after(reset).to_receive_only(signed_out(forced=False), device_registered(), *told)


def test_what_is_kept_from_moengage_is_nothing_to_it(app, segment, moengage):
    ada = a_user()
    app.settle()

    kept = app.identify_without_moengage(ada, plan="secret")
    app.track_without_moengage("Private", n=1)

    expect(segment).after(kept).to_receive_only(
        identified(ada, traits=exactly({"plan": "secret"})), tracked("Private", user=ada, properties=exactly({"n": 1}))
    )
    expect(moengage).after(kept).to_receive_only()


def test_a_day_of_calls_is_the_sum_of_its_calls(app, segment, moengage, differs):
    ada = a_user()
    app.settle()

    first = app.track("Opened Door", n=1)
    app.identify(ada, plan="pro")
    app.screen("Basket", items=2)
    app.group("company-7")
    app.track("Bought", price=9.5)
    app.flush()

    expect(segment).after(first).to_receive_only(
        tracked("Opened Door", user=NOBODY),
        identified(ada),
        screen_viewed("Basket"),
        grouped("company-7"),
        tracked("Bought", user=ada),
    )
    expect(moengage).after(first).to_receive_only(
        event_tracked("Opened Door", user=NOBODY),
        signed_in(ada),
        attribute_set("plan", "pro"),
        event_tracked("Bought", user=ada),
    )
