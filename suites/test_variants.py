"""Builds of other kinds, as they are shipped: one call of each kind comes through from end to end."""

from __future__ import annotations

import pytest

from harness import (
    a_user,
    attribute_set,
    cards_fetched,
    config_fetched,
    device_registered,
    event_tracked,
    expect,
    grouped,
    identified,
    in_app_fetched,
    notification_received,
    screen_viewed,
    signed_in,
    signed_out,
    telemetry_sent,
    tracked,
    user_aliased,
)

VARIANTS = [pytest.param(name, marks=pytest.mark.upgrade(name)) for name in ("release", "minimal", "nameless")]
MEASURED = {"metrics": {"sampleRate": 1}}


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_kind_of_call_comes_through_in_another_kind_of_build(app, segment, moengage, variant):
    ada = a_user()
    app.identify(ada, plan="pro")
    app.track("Bought", price=7.5)
    app.screen("Home", tab=1)
    app.group("a-group", size=2)
    app.reset()
    app.track("After Reset", n=1)

    expect(segment).to_receive_once(identified(ada, traits={"plan": "pro"}))
    expect(segment).to_receive_once(tracked("Bought", ada, properties={"price": 7.5}))
    expect(segment).to_receive_once(screen_viewed("Home", ada, properties={"tab": 1}))
    expect(segment).to_receive_once(grouped("a-group", ada, traits={"size": 2}))
    expect(segment).to_receive_times(tracked(), 4)
    expect(moengage).to_receive_once(config_fetched())
    expect(moengage).to_receive_once(signed_in(ada))
    expect(moengage).to_receive_once(attribute_set("plan", "pro"))
    expect(moengage).to_receive_once(event_tracked("Bought", ada, properties={"price": 7.5}))
    expect(moengage).to_receive_once(signed_out())
    expect(moengage).to_receive_once(event_tracked("After Reset"))


@pytest.mark.parametrize("variant", VARIANTS)
def test_alias_comes_through_in_another_kind_of_build(app, moengage, differs, variant):
    ada, bea = a_user(), a_user()
    app.identify(ada)
    app.alias(bea)

    pattern = {"alias": user_aliased(bea, previous=ada), "sign in": signed_in(bea)}[differs("alias_at_moengage")]
    expect(moengage).to_receive_once(pattern)


@pytest.mark.upgrade("release")
def test_a_released_app_speaks_for_the_live_workspace_alone(app, moengage):
    app.identify(a_user())
    app.track("For Real", n=1)
    app.settle()

    sent = moengage.exchanges()
    assert {one.header("MOE-APPKEY") for one in sent} == {"WORKSPACE"}
    assert [one for one in sent if "_DEBUG" in one.url or b"_DEBUG" in one.request_body] == []


def test_an_app_in_development_speaks_for_the_test_workspace_alone(app, moengage):
    app.identify(a_user())
    app.track("For Practice", n=1)
    app.settle()

    assert {one.header("MOE-APPKEY") for one in moengage.exchanges()} == {"WORKSPACE_DEBUG"}


@pytest.mark.not_launched
@pytest.mark.upgrade("release")
def test_a_released_app_measures_its_sdk_where_the_settings_say_so(app, segment):
    segment.answers_settings(change=MEASURED)
    app.launch()
    app.track("Measured", n=1)
    app.let_pass(65)

    expect(segment).to_receive(telemetry_sent())
    expect(segment).to_receive_once(tracked("Measured"))


@pytest.mark.not_launched
def test_an_app_in_development_measures_its_sdk_as_the_platform_does(app, segment, differs):
    segment.answers_settings(change=MEASURED)
    app.launch()
    app.track("Measured Or Not", n=1)
    app.let_pass(65)
    app.settle()

    sent = segment.calls("telemetry_sent", None, -1)
    assert bool(sent) is differs("debug_builds_measure")


@pytest.mark.not_launched
@pytest.mark.upgrade("minimal")
def test_a_minimal_app_asks_for_nothing_of_the_modules_it_leaves_out(app, moengage):
    moengage.answers_config({"c_s": "allowed"})
    app.launch()
    app.show_in_app()
    app.fetch_cards()
    app.track("No Modules", n=1)

    expect(moengage).to_receive_once(event_tracked("No Modules"))
    expect(moengage).to_receive_once(device_registered())
    expect(moengage).not_to_receive(in_app_fetched())
    expect(moengage).not_to_receive(cards_fetched())


@pytest.mark.needs("push")
@pytest.mark.upgrade("minimal")
def test_a_push_to_an_app_without_the_module_does_no_harm(app, segment, moengage):
    app.receive_push(app.moengage_push())
    app.track("After The Push", n=1)

    expect(segment).to_receive_once(tracked("After The Push"))
    expect(moengage).to_receive_once(event_tracked("After The Push"))
    expect(moengage).not_to_receive(notification_received())


@pytest.mark.upgrade("nameless")
def test_an_app_without_a_name_is_described_nevertheless(app, segment):
    app.track("Nameless", n=1)

    said = expect(segment).to_receive_once(tracked("Nameless")).context["app"]
    assert said["name"]
    assert {key: said[key] for key in ("version", "build", "namespace")} == {
        "version": app.build.version,
        "build": app.build.build,
        "namespace": "com.example.sample",
    }


@pytest.mark.upgrade("minimal")
def test_a_user_and_what_is_known_of_them_outlive_an_update_to_the_whole_app(app, builds, segment, moengage):
    ada = a_user()
    app.identify(ada, plan="pro")
    app.track("In The Small App", n=1)
    before = expect(moengage).to_receive(event_tracked("In The Small App", ada))
    app.settle()

    update = app.upgrade_to(builds.current)
    app.track("In The Whole App", n=2)

    expect(segment).to_receive_once(tracked("In The Whole App", ada))
    after = expect(moengage).to_receive_once(event_tracked("In The Whole App", ada))
    assert after.context["unique_id"] == before.context["unique_id"]
    expect(moengage).after(update).not_to_receive(signed_in())
    expect(moengage).to_receive(in_app_fetched())
