"""What a push token promises: MoEngage has the device's current one, and Segment where it is told."""

from __future__ import annotations

import pytest

from harness import ABSENT, a_user, device_registered, event_tracked, expect, like, signed_in, signed_out, tracked

WAYS = [pytest.param("own", id="own"), pytest.param("moengage", marks=pytest.mark.launched_with(pushBy="moengage"))]
"""The app's own way (Segment's on iOS), or MoEngage's."""
pytestmark = pytest.mark.needs("push")


@pytest.mark.core
@pytest.mark.parametrize("way", WAYS)
def test_a_push_token_reaches_moengage_once(app, moengage, way):
    token = app.new_push_token()

    registration = app.register_push_token(token)

    expect(moengage).after(registration).to_receive_once(device_registered(token))


def test_a_push_token_goes_with_later_events_to_segment(app, segment):
    token = app.new_push_token()
    app.track("Before The Token", n=1)
    app.register_push_token(token)

    app.track("After The Token", n=2)

    before = expect(segment).to_receive(tracked("Before The Token"))
    after = expect(segment).to_receive(tracked("After The Token"))
    assert "token" not in before.context["device"]
    assert after.context["device"]["token"] == token


@pytest.mark.launched_with(pushBy="moengage")
def test_a_push_token_that_goes_moengages_way_is_told_to_segment_by_a_callback_alone(app, segment, moengage, differs):
    token = app.new_push_token()
    app.register_push_token(token)
    expect(moengage).to_receive(device_registered(token))

    app.track("MoEngage's Way", n=1)

    call = expect(segment).to_receive(tracked("MoEngage's Way"))
    assert call.context["device"].get("token") == (token if differs("moengage_calls_back_with_the_token") else None)


@pytest.mark.core
def test_a_rotated_push_token_replaces_the_old_one(app, moengage):
    old, new = app.new_push_token(), app.new_push_token()
    app.identify(a_user())
    first = app.register_push_token(old)
    expect(moengage).after(first).to_receive_once(device_registered(old))

    rotation = app.register_push_token(new)

    expect(moengage).after(rotation).to_receive_once(device_registered(new))
    expect(moengage).after(rotation).not_to_receive(device_registered(old))


def test_the_same_push_token_again_is_not_registered_again(app, moengage):
    token = app.new_push_token()
    app.register_push_token(token)
    expect(moengage).to_receive(device_registered(token))

    again = app.register_push_token(token)

    expect(moengage).after(again).not_to_receive(device_registered())


def test_a_push_token_from_before_sign_in_stays_with_the_device(app, moengage):
    ada, token = a_user(), app.new_push_token()
    app.register_push_token(token)
    expect(moengage).to_receive(device_registered(token))

    app.identify(ada)
    app.track("Signed In", n=1)

    call = expect(moengage).to_receive(event_tracked("Signed In", user=ada))
    assert call.context["push_id"] == token


def test_a_push_token_from_after_sign_in_goes_with_the_users_events(app, moengage):
    ada, token = a_user(), app.new_push_token()
    app.identify(ada)
    expect(moengage).to_receive(signed_in(ada))

    app.register_push_token(token)
    app.track("Has A Token", n=1)

    expect(moengage).to_receive_once(device_registered(token))
    call = expect(moengage).to_receive(event_tracked("Has A Token", user=ada))
    assert call.context["push_id"] == token


@pytest.mark.not_launched
def test_a_push_token_from_before_the_settings_is_registered_when_they_come(app, segment, moengage):
    token = app.new_push_token()
    segment.answers_settings(after_s=5)
    app.launch(until_ready=False)

    app.register_push_token(token)
    app.let_pass(6)

    expect(moengage).to_receive(device_registered(token))


def test_a_push_token_is_registered_for_the_next_user_after_reset(app, moengage):
    token = app.new_push_token()
    app.identify(a_user())
    app.register_push_token(token)
    first = expect(moengage).to_receive(device_registered(token))

    reset = app.reset()

    expect(moengage).to_receive(signed_out())
    second = expect(moengage).after(reset).to_receive_once(device_registered(token))
    assert second.context["unique_id"] != first.context["unique_id"]


def test_a_push_token_survives_the_end_of_the_process(app, moengage):
    token = app.new_push_token()
    app.register_push_token(token)
    expect(moengage).to_receive(device_registered(token))

    app.kill()
    app.relaunch()
    app.track("Still Reachable", n=1)

    assert expect(moengage).to_receive(event_tracked("Still Reachable")).context["push_id"] == token


@pytest.mark.launched_with(pushBy="none")
def test_an_app_without_push_has_no_token_at_moengage(app, moengage):
    app.track("No Push", n=1)

    expect(moengage).to_receive_once(device_registered(ABSENT))
    expect(moengage).not_to_receive(device_registered(like(".")))
    assert "push_id" not in expect(moengage).to_receive(event_tracked("No Push")).context


@pytest.mark.needs("storage")
@pytest.mark.not_launched
def test_an_update_that_brings_moengage_passes_the_token_that_the_app_had(app, phone, moengage, differs):
    had = differs("an_app_that_had_push")
    phone.write_stored({"preferences": {"sample": had}})

    app.launch()

    expect(moengage).to_receive_once(device_registered(had.get("push_token") or phone.push_token()))


@pytest.mark.parametrize("way", WAYS)
def test_a_token_that_the_system_rotates_reaches_moengage(app, phone, moengage, way):
    app.register_for_push()
    old = phone.push_token()
    expect(moengage).to_receive(device_registered(old))

    rotation = phone.rotate_push_token()

    assert phone.push_token() != old
    expect(moengage).after(rotation).to_receive_once(device_registered(phone.push_token()))


@pytest.mark.launched_with(pushBy="moengage")
def test_moengage_asks_for_a_token_by_itself_where_it_may(app, phone, moengage, differs):
    if not differs("moengage_registers_by_itself"):
        app.register_for_push()

    expect(moengage).to_receive(device_registered(phone.push_token()))
