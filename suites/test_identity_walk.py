"""What identity promises on a phone's way from nobody to a person, a second id and the next person, at both vendors."""

from __future__ import annotations

from harness import (
    ANYONE,
    NOBODY,
    a_user,
    a_uuid,
    aliased,
    attribute_set,
    event_tracked,
    exactly,
    expect,
    identified,
    like,
    signed_in,
    tracked,
)

STEPS = ("Nobody", "Ada", "Ada Changed", "Ada Renamed", "Nobody Again", "Bea")


def test_every_step_is_of_the_same_user_at_both_vendors(app, segment, moengage, differs):
    ada, later, bea = a_user(), a_user(), a_user()

    walk(app, ada, later, bea)

    renamed = {"old": ada, "new": later}[differs("events_after_alias_are_of")]
    for step, user in zip(STEPS, (NOBODY, ada, ada, renamed, NOBODY, bea), strict=True):
        expect(segment).to_receive(tracked(step, user=user))
    for step, user in zip(STEPS, (NOBODY, ada, ada, later, NOBODY, bea), strict=True):
        expect(moengage).to_receive(event_tracked(step, user=user))


def test_the_anonymous_id_changes_with_a_reset_alone(app, segment, differs):
    walk(app, a_user(), a_user(), a_user())

    first, *others = (expect(segment).to_receive(tracked(step)).anonymous_id for step in STEPS)
    *before, after, last = others
    assert (before, last) == ([first] * 3, after)
    assert after != first
    for one in (first, after):
        assert like(differs("segments_ids_look_like")).matches(one), one


def test_moengage_is_told_the_anonymous_id_of_every_step(app, segment, moengage, differs):
    walk(app, a_user(), a_user(), a_user())

    ids = [expect(segment).to_receive(tracked(step)).anonymous_id for step in STEPS]
    told = ids if differs("a_reset_tells_moengage_the_new_anonymous_id") else [*ids[:4], None, None]
    assert [expect(moengage).to_receive(event_tracked(step)).anonymous_id for step in STEPS] == told


def test_moengage_has_a_new_user_after_a_reset_alone_and_one_device_all_along(app, moengage):
    walk(app, a_user(), a_user(), a_user())

    calls = [expect(moengage).to_receive(event_tracked(step)) for step in STEPS]
    first, *before, after, last = (call.context["unique_id"] for call in calls)
    assert (before, last) == ([first] * 3, after)
    assert after != first
    assert len({call.context["device_unique_id"] for call in calls}) == 1
    assert all(a_uuid.matches(one) for one in (first, after, calls[0].context["device_unique_id"]))


def test_the_identities_of_moengage_are_those_of_every_step(app, moengage):
    ada, later, bea = a_user(), a_user(), a_user()

    walk(app, ada, later, bea)

    told = [expect(moengage).to_receive(event_tracked(step)).context["identifiers"] for step in STEPS]
    ids = [one["user_identities"].get("uid") for one in told]
    assert ids == [None, ada.id, ada.id, later.id, None, bea.id]
    assert [one.get("moe_user_id") for one in told] == ids
    assert [one["previous_identities"].get("uid") for one in told] == [None, None, None, ada.id, None, None]


def test_nothing_of_one_person_is_told_of_the_next(app, segment, moengage):
    ada, bea = a_user(), a_user()
    app.identify(ada, email=ada.email, firstName="Adeline")
    app.track("Secret of Ada", n=1)
    past = expect(segment).to_receive_once(tracked("Secret of Ada", user=ada)).anonymous_id
    reset = app.reset()
    app.settle()

    app.track("Between", n=2)
    app.identify(bea, plan="pro")
    app.track("Open to Bea", n=3)
    app.settle()

    later = [call for _, call in segment.calls(None, None, reset.position)]
    said = repr([dict(call.raw) for call in later]) + repr(told_after(moengage, "Between"))
    assert [one for one in (ada.id, ada.email, "Adeline", "Secret of Ada") if one in said] == []
    assert all(call.anonymous_id != past for call in later)


def test_a_changed_trait_arrives_as_its_new_value(app, segment, moengage):
    ada = a_user()
    app.identify(ada, plan="free", seats=1)

    change = app.identify(ada, plan="pro", seats=2)

    expect(segment).after(change).to_receive_once(identified(ada, traits=exactly({"plan": "pro", "seats": 2})))
    expect(moengage).to_receive_in_order(attribute_set("plan", "free"), attribute_set("plan", "pro", user=ada))
    expect(moengage).to_receive_in_order(attribute_set("seats", 1), attribute_set("seats", 2, user=ada))


def test_a_trait_that_changes_back_is_told_again(app, segment, moengage):
    ada = a_user()
    for plan in ("free", "pro", "free"):
        app.identify(ada, plan=plan)

    expect(segment).to_receive_times(identified(ada, traits={"plan": "free"}), 2)
    expect(moengage).to_receive_times(attribute_set("plan", "free", user=ada), 2)
    expect(moengage).to_receive_once(attribute_set("plan", "pro", user=ada))


def test_identify_carries_the_traits_of_its_own_call_alone(app, segment, moengage):
    ada = a_user()
    app.identify(ada, plan="free", city="Oslo")
    app.settle()

    second = app.identify(ada, plan="pro")

    expect(segment).after(second).to_receive_only(identified(ada, traits=exactly({"plan": "pro"})))
    expect(moengage).after(second).to_receive_only(attribute_set("plan", "pro", user=ada))


def test_traits_of_two_people_stay_with_their_own(app, moengage):
    ada, bea = a_user(), a_user()

    app.identify(ada, color="red")
    app.identify(bea, shape="round")

    expect(moengage).to_receive_once(attribute_set("color", "red", user=ada))
    expect(moengage).to_receive_once(attribute_set("shape", "round", user=bea))
    expect(moengage).not_to_receive(attribute_set("color", user=bea))
    expect(moengage).not_to_receive(attribute_set("shape", user=ada))


def test_the_new_anonymous_id_of_a_reset_is_known_to_both_vendors_at_the_next_launch(app, segment, moengage):
    app.identify(a_user())
    app.reset()
    app.kill()
    app.relaunch()

    app.track("Next Launch", n=1)

    call = expect(segment).to_receive_once(tracked("Next Launch", user=NOBODY))
    expect(moengage).to_receive_once(event_tracked("Next Launch", user=NOBODY, anonymous_id=call.anonymous_id))


def test_a_track_right_after_a_reset_is_nobodys_at_both_vendors(app, segment, moengage):
    app.identify(a_user())
    app.track("Last of One", n=1)

    reset = app.reset()
    app.track("First of Nobody", n=2)

    expect(segment).after(reset).to_receive_once(tracked("First of Nobody", user=NOBODY))
    expect(moengage).after(reset).to_receive_once(event_tracked("First of Nobody", user=NOBODY))


def test_a_track_in_one_breath_with_a_reset_is_not_lost(app, segment, moengage, differs):
    app.identify(a_user())

    with app.at_once():
        app.reset()
        app.track("In One Breath", n=1)

    user = {"anyone": ANYONE, "nobody": NOBODY}[differs("a_track_at_once_after_a_reset_is_of")]
    expect(segment).to_receive_once(tracked("In One Breath", user=user))
    expect(moengage).to_receive_once(event_tracked("In One Breath", user=user))


def test_a_reset_during_an_upload_takes_nothing_from_the_user_before(app, segment, moengage):
    ada = a_user()
    app.identify(ada)
    segment.answers(503, delay_s=5, times=1)
    app.track("Under Way", n=1)
    app.flush()

    app.reset()
    app.let_pass(6)

    expect(segment).to_receive_once(tracked("Under Way", user=ada, status=200))
    expect(moengage).to_receive_once(event_tracked("Under Way", user=ada))


def test_an_alias_has_its_own_target_and_keeps_the_anonymous_id(app, segment, moengage):
    ada, later = a_user(), a_user()
    app.identify(ada)
    before = expect(segment).to_receive(identified(ada))
    app.settle()

    alias = app.alias(later)

    [call] = expect(segment).after(alias).to_receive_only(aliased(later, previous=ada))
    assert call.anonymous_id == before.anonymous_id
    app.track("Renamed", n=1)
    expect(moengage).to_receive_once(event_tracked("Renamed", user=later, anonymous_id=before.anonymous_id))


def test_a_user_who_comes_back_is_signed_in_with_fresh_attributes(app, segment, moengage):
    ada = a_user()
    app.identify(ada, plan="pro")
    expect(moengage).to_receive(attribute_set("plan", "pro", user=ada))
    app.reset()

    again = app.identify(ada, plan="pro")

    expect(segment).to_receive_times(identified(ada, traits=exactly({"plan": "pro"})), 2)
    expect(moengage).after(again).to_receive_once(signed_in(ada))
    expect(moengage).after(again).to_receive_once(attribute_set("plan", "pro", user=ada))


def test_every_installation_draws_ids_of_its_own(app, segment, moengage):
    app.track("On the First", n=1)
    first = (
        expect(segment).to_receive(tracked("On the First")),
        expect(moengage).to_receive(event_tracked("On the First")),
    )
    app.delete()
    app.reinstall()

    app.track("On the Second", n=2)

    second = (
        expect(segment).to_receive(tracked("On the Second")),
        expect(moengage).to_receive(event_tracked("On the Second")),
    )
    assert ids_of(*first) & ids_of(*second) == set()


def test_ids_hold_over_every_launch(app, segment, moengage):
    app.track("Visit 0", n=0)
    for number in range(1, 4):
        app.kill()
        app.relaunch()
        app.track(f"Visit {number}", n=number)

    visits = [f"Visit {number}" for number in range(4)]
    ids = {expect(segment).to_receive(tracked(visit, user=NOBODY)).anonymous_id for visit in visits}
    assert len(ids) == 1
    at_moengage = [expect(moengage).to_receive(event_tracked(visit, user=NOBODY)) for visit in visits]
    assert {call.anonymous_id for call in at_moengage} == ids
    assert len({(call.context["unique_id"], call.context["device_unique_id"]) for call in at_moengage}) == 1


def walk(app, ada, later, bea):
    acts = (
        lambda: None,
        lambda: app.identify(ada, plan="free"),
        lambda: app.identify(ada, plan="pro"),
        lambda: app.alias(later),
        lambda: app.reset(),
        lambda: app.identify(bea),
    )
    for step, act in zip(STEPS, acts, strict=True):
        act()
        app.track(step, n=1)


def told_after(moengage, event):
    """All that MoEngage was told from this event on."""
    calls = [call for _, call in moengage.calls(None, None, -1)]
    first = next(number for number, call in enumerate(calls) if call.name == event)
    return [(dict(call.raw), dict(call.context)) for call in calls[first:]]


def ids_of(at_segment, at_moengage):
    device = at_segment.context["device"]["id"]
    return {at_segment.anonymous_id, at_segment.context["instanceId"], device, at_moengage.context["unique_id"]}
