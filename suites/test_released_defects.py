"""Defects of today's releases that cost data: each has a page in docs/findings, and stands in known_gaps.toml."""

from __future__ import annotations

import pytest

from harness import a_user, attribute_set, event_tracked, expect, identified, signed_in, tracked

BEGINS_WITH_A_DIGIT = {"mobile": "06 12 34 56 78", "opens": "10:30", "street": "1 Main St", "price": "1,5"}
ROUNDS = 12


def test_text_that_begins_with_a_digit_reaches_moengage_whole(app, builds, segment, moengage, differs):
    app.upgrade_to(builds[differs("build_with_another_serialization")])
    ada = a_user()

    app.identify(ada, BEGINS_WITH_A_DIGIT)

    expect(segment).to_receive_once(identified(ada, traits=BEGINS_WITH_A_DIGIT))
    for name, text in BEGINS_WITH_A_DIGIT.items():
        expect(moengage).to_receive_once(attribute_set(name, text, user=ada))


def test_who_signs_in_right_after_a_reset_stays_signed_in(app, segment, moengage):
    people = [a_user() for _ in range(ROUNDS)]
    for number, person in enumerate(people):
        with app.at_once():
            app.reset()
            app.identify(person)
        app.track("Signed In", n=number)

    for number, person in enumerate(people):
        expect(segment).to_receive_once(tracked("Signed In", user=person, properties={"n": number}))
    for number, person in enumerate(people):
        expect(moengage).to_receive_once(event_tracked("Signed In", user=person, properties={"n": number}))


@pytest.mark.parametrize("user_id", ["0042", 42])
def test_a_user_whom_a_trait_names_by_a_number_reaches_moengage(app, segment, moengage, user_id, differs):
    app.identify(None, {"userId": user_id, "plan": "pro"})

    expect(segment).to_receive_once(identified(traits={"userId": user_id, "plan": "pro"}))
    if differs("a_trait_that_names_the_user_signs_in"):
        expect(moengage).to_receive_once(signed_in(str(user_id)))
    else:
        expect(moengage).to_receive_once(attribute_set("userId", user_id))


@pytest.mark.launched_with(moengageStart="late")
def test_moengage_that_could_not_be_initialised_is_when_the_settings_come_again(app, segment, moengage):
    moengage.stays_off()
    app.track("Too Early", n=1)
    app.let_pass(31)
    moengage.comes_on()
    app.background()
    app.let_pass(11)
    app.foreground()

    app.track("In Time", n=2)

    expect(segment).to_receive_once(tracked("In Time"))
    expect(moengage).to_receive_once(event_tracked("In Time"))
