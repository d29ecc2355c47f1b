"""What an app switches off stays off: across restarts, updates, pushes and people; and what never leaves the phone."""

from __future__ import annotations

import pytest

from harness import (
    NOBODY,
    a_user,
    attribute_set,
    campaign_of,
    device_registered,
    event_tracked,
    expect,
    identified,
    notification_clicked,
    notification_received,
    signed_in,
    tracked,
)

KINDS = ("data_tracking", "moengage_sdk")
NEVER_SENT = (
    "advertisingid", "advertising_id", "advertising_identifier", "adtrackingenabled", "trackingstatus", "moe_gaid",
    "android_id", "serial", "mac_address", "macaddress", "imei", "widevine", "moe_drm_id", "idfa", "carrier",
)  # fmt: skip
"""Names under which identifiers of the hardware would be told; nobody asked either SDK to collect them."""


@pytest.mark.needs("push")
@pytest.mark.parametrize("state", ["background", "killed"])
def test_moengage_that_is_off_is_asked_for_nothing_by_a_push_or_a_restart(app, phone, segment, moengage, state):
    phone.ask_permission()
    phone.answer_permission(accept=True)
    app.settle()
    off = app.opt_out("moengage_sdk")
    moengage.stays_off()
    if state == "background":
        app.background()
    elif state == "killed":
        app.kill()

    app.receive_push(app.moengage_push())
    app.let_pass(120)
    app.launch()
    app.register_push_token(app.new_push_token())
    app.identify(a_user(), plan="pro")
    app.show_in_app()
    app.fetch_cards()
    app.track("Unheard", n=1)
    app.reset()
    app.background()
    app.let_pass(3700)
    app.foreground()

    expect(segment).to_receive_once(tracked("Unheard"))
    expect(moengage).after(off).to_receive_nothing()


@pytest.mark.needs("push")
def test_what_happened_while_moengage_was_off_is_never_told(app, phone, segment, moengage):
    phone.ask_permission()
    phone.answer_permission(accept=True)
    app.opt_out("moengage_sdk")
    app.identify(a_user(), plan="secret")
    app.track("While Off", n=1)
    app.receive_push(app.moengage_push())
    app.kill()
    app.relaunch()
    app.track("Still Off", n=2)

    app.opt_in("moengage_sdk")
    app.track("On Again", n=3)

    expect(moengage).to_receive_once(event_tracked("On Again", NOBODY))
    for name in ("While Off", "Still Off"):
        expect(segment).to_receive_once(tracked(name))
        expect(moengage).not_to_receive(event_tracked(name))
    expect(moengage).not_to_receive(attribute_set("plan"))
    expect(moengage).not_to_receive(signed_in())
    expect(moengage).not_to_receive(notification_received())


@pytest.mark.parametrize("kind", KINDS)
def test_an_opt_out_outlives_process_update_and_user(app, builds, segment, moengage, kind):
    app.settle()
    app.opt_out(kind)
    moengage.stays_off()
    steps = {
        "After A Restart": app.relaunch,
        "After An Update": lambda: app.upgrade_to(builds["build-only"]),
        "After A Reset": app.reset,
    }
    for name, step in steps.items():
        step()
        app.identify(a_user(), plan="pro")
        app.track(name, n=1)

    for name in steps:
        expect(segment).to_receive_once(tracked(name))
        expect(moengage).not_to_receive(event_tracked(name))
    expect(moengage).not_to_receive(attribute_set("plan"))
    expect(moengage).not_to_receive(signed_in())


@pytest.mark.parametrize("kind", KINDS)
def test_an_opt_in_outlives_the_process(app, moengage, kind):
    app.opt_out(kind)
    app.kill()
    app.relaunch()
    app.opt_in(kind)
    app.kill()
    app.relaunch()
    ada = a_user()
    app.identify(ada, plan="pro")
    app.track("Willing Again", n=1)

    expect(moengage).to_receive_once(signed_in(ada))
    expect(moengage).to_receive_once(attribute_set("plan", "pro"))
    expect(moengage).to_receive_once(event_tracked("Willing Again", ada))


@pytest.mark.needs("push")
def test_without_data_tracking_pushes_are_told_and_nothing_else(app, phone, segment, moengage):
    phone.ask_permission()
    phone.answer_permission(accept=True)
    app.settle()
    off = app.opt_out("data_tracking")
    moengage.stays_off()
    push = app.moengage_push()
    app.identify(a_user(), plan="pro")
    app.track("Unwatched", n=1)
    app.receive_push(push)
    app.tap_notification()

    expect(segment).to_receive_once(tracked("Unwatched"))
    told = expect(moengage).to_receive_once(notification_received(campaign_of(push), NOBODY))
    expect(moengage).to_receive_once(notification_clicked(campaign_of(push), NOBODY))
    assert told.context["meta"]["dev_pref"] == {"e_t_p": False}
    for pattern in (event_tracked(), attribute_set(), signed_in()):
        expect(moengage).after(off).not_to_receive(pattern)


@pytest.mark.parametrize("kind", KINDS)
def test_an_opt_out_is_no_business_of_segments(app, segment, moengage, kind):
    app.opt_out(kind)
    moengage.stays_off()
    ada = a_user()
    app.identify(ada, plan="pro")
    app.track("For Segment", n=1)

    expect(segment).to_receive_once(identified(ada, traits={"plan": "pro"}))
    call = expect(segment).to_receive_once(tracked("For Segment", ada, properties={"n": 1}))
    assert call.raw["_metadata"]["bundled"] == ["MoEngage"]


def test_without_an_opt_out_nothing_is_said_of_one(app, moengage):
    app.track("Watched", n=1)

    assert expect(moengage).to_receive(event_tracked("Watched")).context["meta"]["dev_pref"] == {}


def test_identifiers_of_the_hardware_never_leave_the_phone(app, segment, moengage):
    app.identify(a_user(), plan="pro")
    app.screen("Home")
    app.register_push_token(app.new_push_token())
    app.track("All Kinds", n=1)
    app.settle()

    for inbox in (segment, moengage):
        sent = [(one.url + one.request_body.decode()).lower() for one in inbox.exchanges()]
        assert sent
        assert [name for name in NEVER_SENT if any(name in text for text in sent)] == []


def test_the_device_that_segment_knows_is_of_this_installation_alone(app, segment, differs):
    app.settle()
    app.track("Before", n=1)
    before = expect(segment).to_receive(tracked("Before"))
    app.delete()
    app.reinstall()
    app.settle()
    app.track("After", n=2)
    after = expect(segment).to_receive(tracked("After"))

    assert before.context["device"]["id"] != after.context["device"]["id"]
    for call in (before, after):
        is_anonymous = call.context["device"]["id"] == call.anonymous_id
        assert is_anonymous is differs("the_device_is_called_by_its_anonymous_id")
        assert set(call.context["device"]) == {"id", "manufacturer", "model", "name", "type"}


def test_the_device_that_moengage_knows_is_a_new_one_where_nothing_outlives_the_app(app, moengage, differs):
    first = expect(moengage).to_receive(device_registered()).context["device_unique_id"]
    app.delete()

    back = app.reinstall()

    second = expect(moengage).after(back).to_receive(device_registered()).context["device_unique_id"]
    assert (second == first) is differs("moengages_device_outlives_the_app")
