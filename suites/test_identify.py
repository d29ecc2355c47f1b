"""What identify promises: the user at Segment, signed in at MoEngage, traits as attributes."""

from __future__ import annotations

import pytest

from harness import (
    NOBODY,
    a_user,
    attribute_set,
    containing,
    event_tracked,
    expect,
    identified,
    signed_in,
    signed_out,
    tracked,
)


@pytest.mark.core
def test_identify_signs_the_user_in_once(app, segment, moengage):
    ada = a_user()

    identify = app.identify(ada, email=ada.email)

    expect(segment).after(identify).to_receive_once(identified(ada))
    expect(moengage).after(identify).to_receive_once(signed_in(ada))
    expect(moengage).after(identify).to_receive_once(attribute_set("email", ada.email))


def test_identify_carries_every_trait_to_both_vendors(app, segment, moengage):
    ada = a_user()
    traits = {"email": ada.email, "firstName": ada.first_name, "plan": "pro", "visits": 7, "is_member": True}

    app.identify(ada, traits)

    expect(segment).to_receive(identified(ada, traits=traits))
    for name, value in traits.items():
        expect(moengage).to_receive(attribute_set(name, value))


def test_identify_keeps_a_nested_trait_whole(app, segment, moengage):
    ada = a_user()
    company = {"name": "Example", "sites": ["Oslo", "Pune"], "size": {"people": 12}}

    app.identify(ada, company=company)

    expect(segment).to_receive(identified(ada, traits=containing({"company": company})))
    expect(moengage).to_receive(attribute_set("company", company))


def test_identify_joins_the_anonymous_past_to_the_user(app, segment, moengage):
    app.track("Looked around", page=1)
    ada = a_user()
    app.identify(ada)

    before = expect(segment).to_receive(tracked("Looked around", user=NOBODY))
    expect(segment).to_receive(identified(ada, anonymous_id=before.anonymous_id))
    expect(moengage).to_receive(event_tracked("Looked around", user=NOBODY, anonymous_id=before.anonymous_id))
    expect(moengage).to_receive(signed_in(ada))


def test_identify_with_traits_alone_signs_nobody_in(app, segment, moengage):
    traits_only = app.identify(plan="trial")

    expect(segment).to_receive_once(identified(NOBODY, traits={"plan": "trial"}))
    expect(moengage).to_receive(attribute_set("plan", "trial"))
    expect(moengage).after(traits_only).not_to_receive(signed_in())


def test_identify_of_another_user_does_not_sign_out(app, segment, moengage):
    ada, bea = a_user(), a_user()
    app.identify(ada)
    expect(moengage).to_receive(signed_in(ada))

    second = app.identify(bea)

    expect(segment).after(second).to_receive_once(identified(bea))
    expect(moengage).after(second).to_receive_once(signed_in(bea))
    expect(moengage).not_to_receive(signed_out())


@pytest.mark.core
def test_identify_survives_the_end_of_the_process(app, segment, moengage):
    ada = a_user()
    app.identify(ada)
    before = expect(segment).to_receive(identified(ada))
    expect(moengage).to_receive(signed_in(ada))

    app.kill()
    app.relaunch()
    app.track("Came back", visit=2)

    expect(segment).to_receive(tracked("Came back", user=ada, anonymous_id=before.anonymous_id))
    expect(moengage).to_receive(event_tracked("Came back", user=ada))


def test_identify_names_standard_traits_as_moengage_does(app, moengage):
    ada = a_user()
    traits = {"firstName": ada.first_name, "lastName": "Lovelace", "name": "A. Lovelace", "gender": "female"}

    app.identify(ada, traits)

    for name, value in traits.items():
        expect(moengage).to_receive(attribute_set(name, value, user=ada))


def test_identify_passes_text_that_looks_like_a_number(app, segment, moengage, differs):
    ada = a_user()
    traits = {"phone": "+14155552671", "postcode": "02134", "flag": "true", "code": "1-234-5678"}

    app.identify(ada, traits)

    expect(segment).to_receive(identified(ada, traits=traits))
    for name, value in differs("numeric_text").items():
        expect(moengage).to_receive(attribute_set(name, value))


def test_identify_passes_a_birthday(app, segment, moengage, differs):
    ada = a_user()

    app.identify(ada, birthday="1990-12-10T00:00:00.000Z")

    expect(segment).to_receive(identified(ada, traits={"birthday": "1990-12-10T00:00:00.000Z"}))
    expect(moengage).to_receive(attribute_set("birthday", differs("birthday")))


def test_identify_passes_a_place_as_latitude_and_longitude(app, moengage):
    ada = a_user()

    app.identify(ada, location={"latitude": 12.5, "longitude": 77.25})

    expect(moengage).to_receive(attribute_set("location", "12.5,77.25"))


def test_identify_passes_an_address_and_its_parts(app, segment, moengage, differs):
    ada = a_user()
    address = {"street": "Main", "city": "Oslo", "country": "Norway"}

    app.identify(ada, address=address)

    expect(segment).to_receive(identified(ada, traits=containing({"address": address})))
    expect(moengage).to_receive(attribute_set("address", address))
    for part in ("city", "country"):
        count = 1 if differs("address_parts_are_attributes") else 0
        expect(moengage).to_receive_times(attribute_set(part, address[part]), count)


def test_identify_passes_a_list_of_texts(app, segment, moengage):
    ada = a_user()

    app.identify(ada, interests=["trains", "tea", "Zoë"])

    expect(segment).to_receive(identified(ada, traits=containing({"interests": ["trains", "tea", "Zoë"]})))
    expect(moengage).to_receive(attribute_set("interests", ["trains", "tea", "Zoë"]))


def test_identify_with_an_empty_id_signs_nobody_in(app, moengage):
    app.identify("", plan="free")

    expect(moengage).to_receive_once(attribute_set("plan", "free", user=NOBODY))
    expect(moengage).not_to_receive(signed_in())


def test_identify_of_the_same_user_again_signs_in_no_second_time(app, segment, moengage):
    ada = a_user()
    app.identify(ada, email=ada.email)
    expect(segment).to_receive(identified(ada))
    expect(moengage).to_receive(attribute_set("email", ada.email))

    again = app.identify(ada, email=ada.email)

    expect(segment).after(again).to_receive_once(identified(ada))
    expect(moengage).after(again).not_to_receive(signed_in())
    expect(moengage).after(again).not_to_receive(attribute_set("email"))


def test_identify_with_traits_after_sign_in_keeps_the_user(app, segment, moengage):
    ada = a_user()
    app.identify(ada)

    later = app.identify(plan="gold")

    expect(segment).after(later).to_receive_once(identified(ada, traits={"plan": "gold"}))
    expect(moengage).to_receive(attribute_set("plan", "gold", user=ada))


def test_identify_kept_from_moengage_reaches_segment_alone(app, segment, moengage):
    ada = a_user()

    app.identify_without_moengage(ada, plan="secret")

    expect(segment).to_receive_once(identified(ada))
    expect(moengage).not_to_receive(signed_in(ada))
    expect(moengage).not_to_receive(attribute_set("plan", "secret"))


def test_identify_tells_moengage_the_anonymous_id(app, segment, moengage):
    ada = a_user()

    app.identify(ada)

    call = expect(segment).to_receive(identified(ada))
    expect(moengage).to_receive(signed_in(ada, anonymous_id=call.anonymous_id))
