"""What screen, group and alias promise: Segment has them all; MoEngage is told of an alias alone."""

from __future__ import annotations

import pytest

from harness import (
    ABSENT,
    NOBODY,
    a_user,
    aliased,
    event_tracked,
    expect,
    grouped,
    identified,
    screen_viewed,
    signed_in,
    tracked,
    user_aliased,
)


def test_screen_reaches_segment_alone(app, segment, moengage):
    ada = a_user()
    app.identify(ada)

    screen = app.screen("Basket", "Shop", items=2)

    expect(segment).after(screen).to_receive_once(screen_viewed("Basket", user=ada, properties={"items": 2}))
    expect(moengage).not_to_receive(event_tracked("Basket"))


def test_screen_without_properties_reaches_segment(app, segment):
    screen = app.screen("Bare Screen")

    expect(segment).after(screen).to_receive_once(screen_viewed("Bare Screen", user=NOBODY, properties=ABSENT))


def test_group_reaches_segment_alone(app, segment, moengage):
    ada = a_user()
    app.identify(ada)

    group = app.group("company-7", plan="team", seats=12)

    expect(segment).after(group).to_receive_once(grouped("company-7", user=ada, traits={"plan": "team", "seats": 12}))
    expect(moengage).not_to_receive(event_tracked("company-7"))


def test_alias_names_the_old_and_the_new_user_to_segment(app, segment):
    ada, later = a_user(), a_user()
    app.identify(ada)

    alias = app.alias(later)

    expect(segment).after(alias).to_receive_once(aliased(later, previous=ada))


def test_alias_is_told_to_moengage_in_the_platforms_way(app, moengage, differs):
    ada, later = a_user(), a_user()
    app.identify(ada)
    expect(moengage).to_receive(signed_in(ada))

    alias = app.alias(later)

    if differs("alias_at_moengage") == "alias":
        expect(moengage).after(alias).to_receive_once(user_aliased(later, previous=ada))
    else:
        expect(moengage).after(alias).to_receive_once(signed_in(later))


def test_alias_moves_the_events_that_follow(app, segment, moengage, differs):
    ada, later = a_user(), a_user()
    app.identify(ada)
    app.alias(later)

    app.track("After Alias", n=1)

    user = {"old": ada, "new": later}
    expect(segment).to_receive(tracked("After Alias", user=user[differs("events_after_alias_are_of")]))
    expect(moengage).to_receive(event_tracked("After Alias", user=later))


def test_alias_holds_after_the_process_has_ended(app, segment, moengage):
    ada, later = a_user(), a_user()
    app.identify(ada)
    app.alias(later)
    expect(segment).to_receive(aliased(later))

    app.kill()
    app.relaunch()
    app.track("Next Morning", n=1)

    expect(segment).to_receive(tracked("Next Morning", user=later))
    expect(moengage).to_receive(event_tracked("Next Morning", user=later))


def test_alias_of_nobody_names_the_anonymous_past(app, segment, differs):
    app.track("Anonymous Past", n=1)
    past = expect(segment).to_receive(tracked("Anonymous Past", user=NOBODY))
    later = a_user()

    alias = app.alias(later)

    call = expect(segment).after(alias).to_receive_once(aliased(later))
    previous = {"anonymous id": past.anonymous_id, "nothing": None}[differs("alias_of_nobody_comes_from")]
    assert call.data.get("previous_id") == previous


@pytest.mark.parametrize("verb", ["screen", "group"])
def test_what_moengage_is_not_told_sends_it_nothing(app, segment, moengage, verb):
    app.track("Before", n=1)
    expect(moengage).to_receive(event_tracked("Before"))
    app.settle()

    told = app.screen("Quiet") if verb == "screen" else app.group("quiet")

    expect(segment).after(told).to_receive(screen_viewed("Quiet") if verb == "screen" else grouped("quiet"))
    expect(moengage).after(told).not_to_receive(event_tracked())


def test_identify_after_an_alias_signs_the_named_user_in(app, segment, moengage):
    ada, later, bea = a_user(), a_user(), a_user()
    app.identify(ada)
    app.alias(later)

    app.identify(bea)

    expect(segment).to_receive(identified(bea))
    expect(moengage).to_receive(signed_in(bea))
