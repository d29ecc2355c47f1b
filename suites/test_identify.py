"""What identify promises: the user at Segment, signed in at MoEngage, traits as attributes."""

from __future__ import annotations

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
