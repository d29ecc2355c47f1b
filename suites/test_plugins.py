"""Plugins of the app's own: what fails, changes, waits or comes late beside MoEngage changes nobody else's data."""

from __future__ import annotations

import pytest

from harness import (
    a_user,
    aliased,
    attribute_set,
    config_fetched,
    event_tracked,
    expect,
    grouped,
    identified,
    screen_viewed,
    signed_in,
    tracked,
)

OTHER = {"Sample Other": {"token": "of somebody else"}}
"""The settings of the app's other device-mode destination, which spoils what it is given."""
BOTH_ORDERS = [
    pytest.param(order, marks=pytest.mark.launched_with(plugins=order))
    for order in ("other,moengage", "moengage,other")
]


@pytest.mark.parametrize("plugins", [pytest.param(one, marks=pytest.mark.launched_with(plugins=one)) for one in (
    "throwing,moengage", "moengage,throwing", "moengage,throwing-inside",
)])  # fmt: skip
def test_a_plugin_that_fails_costs_nobody_an_event(app, segment, moengage, plugins):
    ada = a_user()
    app.identify(ada, plan="pro")
    app.screen("Home", "Main", tab=1)
    app.group("group-of-ada", size=3)
    app.track("Despite The Plugin", n=1)

    expect(segment).to_receive_once(identified(ada, traits={"plan": "pro"}))
    expect(segment).to_receive_once(screen_viewed("Home", ada, properties={"tab": 1}))
    expect(segment).to_receive_once(grouped("group-of-ada", ada, traits={"size": 3}))
    expect(segment).to_receive_once(tracked("Despite The Plugin", ada, properties={"n": 1}))
    expect(moengage).to_receive_once(signed_in(ada))
    expect(moengage).to_receive_once(attribute_set("plan", "pro"))
    expect(moengage).to_receive_once(event_tracked("Despite The Plugin", ada, properties={"n": 1}))


@pytest.mark.launched_with(plugins="marking,moengage")
def test_an_enrichment_is_seen_by_both_vendors_on_every_track(app, segment, moengage):
    for n in range(3):
        app.track(f"Marked {n}", n=n)

    for n in range(3):
        marked = {"n": n, "marked_by_the_app": True}
        assert {**expect(segment).to_receive_once(tracked(f"Marked {n}")).data} == marked
        assert {**expect(moengage).to_receive_once(event_tracked(f"Marked {n}")).data} == marked


@pytest.mark.not_launched
@pytest.mark.launched_with(plugins="marking,moengage")
def test_an_enrichment_is_seen_on_events_that_waited_for_the_settings(app, segment, moengage):
    segment.answers_settings(after_s=5)
    app.launch(until_ready=False)
    app.track("Waited", n=1)
    app.let_pass(6)

    marked = {"n": 1, "marked_by_the_app": True}
    assert {**expect(segment).to_receive_once(tracked("Waited")).data} == marked
    assert {**expect(moengage).to_receive_once(event_tracked("Waited")).data} == marked


@pytest.mark.launched_with(plugins="moengage,marking-inside")
def test_a_plugin_inside_moengages_destination_changes_each_event_there_alone(app, segment, moengage):
    for n in range(3):
        app.track(f"Marked Inside {n}", n=n)

    for n in range(3):
        assert {**expect(segment).to_receive_once(tracked(f"Marked Inside {n}")).data} == {"n": n}
        inside = expect(moengage).to_receive_once(event_tracked(f"Marked Inside {n}"))
        assert {**inside.data} == {"n": n, "marked_for_moengage": True}


@pytest.mark.launched_with(plugins="swallowing,moengage")
def test_an_event_that_a_plugin_swallows_reaches_nobody(app, segment, moengage):
    app.track("A Secret", n=1)
    app.track("No Such Thing", n=2)

    expect(segment).not_to_receive(tracked("A Secret"))
    expect(moengage).not_to_receive(event_tracked("A Secret"))
    expect(segment).to_receive_once(tracked("No Such Thing"))
    expect(moengage).to_receive_once(event_tracked("No Such Thing"))


@pytest.mark.not_launched
@pytest.mark.parametrize("order", BOTH_ORDERS)
def test_another_destination_hears_everything_and_spoils_nothing(app, segment, moengage, order):
    segment.answers_settings(others=OTHER)
    app.launch()
    ada = a_user()
    app.identify(ada, plan="pro")
    app.track("Shared", n=1)
    app.screen("Home", tab=1)

    call = expect(segment).to_receive_once(tracked("Shared", ada, properties={"n": 1}))
    assert call.context["library"]["name"].startswith("analytics-")
    assert sorted(call.raw["_metadata"]["bundled"]) == ["MoEngage", "Sample Other"]
    expect(segment).to_receive_once(identified(ada, traits={"plan": "pro"}))
    expect(segment).to_receive_once(screen_viewed("Home", ada, properties={"tab": 1}))
    expect(moengage).to_receive_once(signed_in(ada))
    expect(moengage).to_receive_once(attribute_set("plan", "pro"))
    expect(moengage).to_receive_once(event_tracked("Shared", ada, properties={"n": 1}))
    heard = app.other_destination()
    assert [heard.count(one) for one in (f"identify {ada.id}", "track Shared", "screen Home")] == [1, 1, 1]


@pytest.mark.launched_with(plugins="moengage,other")
def test_a_destination_that_the_settings_do_not_name_hears_nothing(app, segment, moengage):
    app.track("Not For Others", n=1)

    expect(moengage).to_receive_once(event_tracked("Not For Others"))
    assert expect(segment).to_receive_once(tracked("Not For Others")).raw["_metadata"]["bundled"] == ["MoEngage"]
    assert app.other_destination() == ()


@pytest.mark.not_launched
@pytest.mark.launched_with(plugins="moengage,other")
def test_what_is_kept_from_moengage_still_reaches_the_other_destination(app, segment, moengage):
    segment.answers_settings(others=OTHER)
    app.launch()

    app.track_without_moengage("Kept From MoEngage", n=1)

    expect(segment).to_receive_once(tracked("Kept From MoEngage"))
    expect(moengage).not_to_receive(event_tracked("Kept From MoEngage"))
    assert app.other_destination().count("track Kept From MoEngage") == 1


@pytest.mark.not_launched
def test_a_destination_that_is_added_late_hears_what_comes_then(app, segment, moengage):
    segment.answers_settings(others=OTHER)
    app.launch()
    app.track("Too Early", n=1)
    app.add_plugin("other")
    app.track("In Time", n=2)

    for name in ("Too Early", "In Time"):
        expect(segment).to_receive_once(tracked(name))
        expect(moengage).to_receive_once(event_tracked(name))
    assert [one for one in app.other_destination() if not one.startswith("track Application")] == ["track In Time"]


@pytest.mark.launched_with(plugins="none")
def test_moengage_that_is_added_late_gets_what_comes_then(app, segment, moengage):
    moengage.stays_off()
    app.track("Without MoEngage", n=1)
    early = expect(segment).to_receive_once(tracked("Without MoEngage"))
    assert (early.raw["_metadata"]["bundled"], early.raw["_metadata"]["unbundled"]) == ([], ["MoEngage"])
    assert not any(moengage.exchanges())
    app.add_plugin("moengage")
    moengage.comes_on()
    ada = a_user()
    app.identify(ada)
    app.track("With MoEngage", n=2)

    expect(moengage).to_receive_once(config_fetched())
    expect(moengage).to_receive_once(signed_in(ada))
    expect(moengage).to_receive_once(event_tracked("With MoEngage", ada))
    expect(moengage).not_to_receive(event_tracked("Without MoEngage"))
    assert expect(segment).to_receive_once(tracked("With MoEngage")).raw["_metadata"]["bundled"] == ["MoEngage"]


@pytest.mark.allow("one_to_one", reason="the app adds the destination twice on purpose")
@pytest.mark.launched_with(plugins="moengage,moengage")
def test_moengage_that_is_added_twice_gets_everything_twice_and_segment_once(app, segment, moengage):
    app.track("Added Twice", n=1)

    expect(segment).to_receive_once(tracked("Added Twice"))
    expect(moengage).to_receive_times(event_tracked("Added Twice"), 2)
    expect(moengage).to_receive_once(config_fetched())


def test_events_wait_for_a_plugin_and_go_on_when_it_says_so(app, segment, moengage):
    app.pause_events()
    ada = a_user()
    app.identify(ada)
    app.track("Held", n=1)
    app.flush()
    app.prove_alive()
    assert not any(segment.calls("track", "Held", -1))

    app.resume_events()

    expect(segment).to_receive_once(identified(ada))
    expect(segment).to_receive_once(tracked("Held", ada))
    expect(moengage).to_receive_once(signed_in(ada))
    expect(moengage).to_receive_once(event_tracked("Held"))


def test_a_plugin_that_never_resumes_holds_events_for_half_a_minute(app, segment, moengage):
    app.pause_events()
    with app.at_once():
        for n in range(5):
            app.track(f"Stuck {n}", n=n)
    app.let_pass(28)
    app.prove_alive()
    assert not any(call.name.startswith("Stuck") for _, call in segment.calls("track", None, -1))
    app.let_pass(4)

    for n in range(5):
        expect(segment).to_receive_once(tracked(f"Stuck {n}", properties={"n": n}))
        expect(moengage).to_receive_once(event_tracked(f"Stuck {n}", properties={"n": n}))


@pytest.mark.not_launched
@pytest.mark.parametrize("order", BOTH_ORDERS)
def test_every_kind_of_call_reaches_segment_beside_another_destination(app, segment, order):
    segment.answers_settings(others=OTHER)
    app.launch()
    ada, bea = a_user(), a_user()
    app.identify(ada)
    app.group("a-group", size=2)
    app.alias(bea)

    expect(segment).to_receive_once(identified(ada))
    expect(segment).to_receive_once(grouped("a-group", traits={"size": 2}))
    expect(segment).to_receive_once(aliased(bea, previous=ada))
    heard = app.other_destination()
    assert [heard.count(one) for one in (f"identify {ada.id}", "group a-group", f"alias {bea.id}")] == [1, 1, 1]
