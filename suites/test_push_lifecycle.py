"""A push from its token to its end: in every order of user, settings and process, each thing is told exactly once."""

from __future__ import annotations

import pytest

from harness import (
    a_user,
    campaign_of,
    device_attribute_set,
    device_registered,
    event_tracked,
    expect,
    notification_cleared,
    notification_clicked,
    notification_received,
    signed_in,
    signed_out,
    tracked,
)

STATES = ("foreground", "background", "killed")
WAYS = [pytest.param("own", id="own"), pytest.param("moengage", marks=pytest.mark.launched_with(pushBy="moengage"))]
OPTED = "moe_push_opted"
pytestmark = pytest.mark.needs("push")


@pytest.mark.parametrize("state", STATES)
def test_a_push_that_is_opened_before_the_settings_are_there_is_told_whole(app, phone, segment, moengage, state):
    allow_notifications(app, phone)
    push = app.moengage_push()
    app.kill()
    segment.answers_settings(after_s=10)
    if state != "killed":
        app.launch(until_ready=False)
    if state == "background":
        app.background()
    app.receive_push(push)

    app.tap_notification()
    app.let_pass(11)

    expect(moengage).to_receive_once(notification_received(campaign_of(push)))
    expect(moengage).to_receive_once(notification_clicked(campaign_of(push)))
    expect(moengage).not_to_receive(notification_cleared())


def test_a_push_that_is_opened_where_moengage_comes_on_much_later_is_told_then(app, phone, segment, moengage):
    allow_notifications(app, phone)
    push = app.moengage_push()
    segment.answers_settings(status=500)
    app.background()
    app.kill()
    app.receive_push(push)
    app.tap_notification()

    app.background()
    app.let_pass(60)
    app.foreground()
    app.track("At Last", n=1)

    expect(moengage).to_receive_once(notification_clicked(campaign_of(push)))
    expect(moengage).to_receive_once(notification_received(campaign_of(push)))
    expect(segment).to_receive_once(tracked("At Last"))
    expect(moengage).to_receive_once(event_tracked("At Last"))


@pytest.mark.parametrize("state", ["background", "killed"])
def test_one_push_of_three_is_opened_one_cleared_and_one_left(app, phone, moengage, state):
    allow_notifications(app, phone)
    left, opened, cleared = (app.moengage_push() for _ in range(3))
    bring(app, state)
    for push in (left, opened, cleared):
        app.receive_push(push)
    if state == "killed":
        app.launch()  # an app that does not run may not be told of a notification that is swiped away
    app.clear_notification()
    app.tap_notification()
    app.track("Afterwards", n=1)

    for push in (left, opened, cleared):
        expect(moengage).to_receive_once(notification_received(campaign_of(push)))
        expect(moengage).to_receive_times(notification_clicked(campaign_of(push)), int(push is opened))
        expect(moengage).to_receive_times(notification_cleared(campaign_of(push)), int(push is cleared))
    expect(moengage).to_receive_once(event_tracked("Afterwards"))


def test_a_push_is_told_of_the_user_who_is_signed_in(app, phone, moengage):
    allow_notifications(app, phone)
    ada, bea = a_user(), a_user()
    for user in (ada, bea):
        app.identify(user)
        push = app.moengage_push()
        app.receive_push(push)
        app.tap_notification()
        expect(moengage).to_receive_once(notification_received(campaign_of(push), user))
        expect(moengage).to_receive_once(notification_clicked(campaign_of(push), user))
        app.reset()


def test_a_push_that_came_while_the_phone_was_offline_is_told_once_when_it_is_back(app, phone, moengage):
    allow_notifications(app, phone)
    push = app.moengage_push()
    app.receive_push(push)
    expect(moengage).to_receive_once(notification_received(campaign_of(push)))
    phone.go_offline()
    app.tap_notification()
    app.kill()
    phone.go_online()
    app.relaunch()

    expect(moengage).to_receive_once(notification_clicked(campaign_of(push)))
    expect(moengage).to_receive_once(notification_received(campaign_of(push)))


def test_each_change_of_the_permission_is_told_once(app, phone, moengage):
    app.settle()
    expect(moengage).to_receive_once(device_attribute_set(OPTED, False))
    for are_allowed in (True, False, True):
        app.background()
        change = phone.set_notifications(are_allowed=are_allowed)
        app.foreground()
        expect(moengage).after(change).to_receive_once(device_attribute_set(OPTED, are_allowed))
        expect(moengage).after(change).to_receive_once(device_attribute_set(OPTED))


@pytest.mark.parametrize("accept", [True, False])
def test_the_answer_to_a_dialog_is_told_at_most_once(app, phone, moengage, accept):
    app.settle()
    ask = phone.ask_permission()
    phone.answer_permission(accept=accept)
    app.background()
    app.foreground()
    app.kill()
    app.relaunch()

    expect(moengage).after(ask).to_receive_times(device_attribute_set(OPTED), int(accept))
    expect(moengage).to_receive_times(device_attribute_set(OPTED, True), int(accept))
    expect(moengage).to_receive_once(device_attribute_set(OPTED, False))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.launched_with(appGroup="")
def test_a_token_is_registered_without_the_optional_parts_too(app, moengage, way):
    token = app.new_push_token()
    app.register_push_token(token)
    app.track("No Optional Parts", n=1)

    expect(moengage).to_receive_once(device_registered(token))
    assert expect(moengage).to_receive_once(event_tracked("No Optional Parts")).context["push_id"] == token


@pytest.mark.not_launched
@pytest.mark.parametrize("way", WAYS)
def test_a_token_from_before_the_settings_is_the_users_who_signs_in_then(app, phone, segment, moengage, way):
    ada, token = a_user(), phone.push_token()
    segment.answers_settings(after_s=10)
    app.launch(until_ready=False)
    app.register_for_push()
    app.identify(ada)
    app.let_pass(11)
    app.track("Has A Token", n=1)

    expect(moengage).to_receive(device_registered(token))
    expect(moengage).to_receive_once(signed_in(ada))
    assert expect(moengage).to_receive_once(event_tracked("Has A Token", ada)).context["push_id"] == token


def test_a_token_stays_with_the_device_from_user_to_user(app, moengage):
    token = app.new_push_token()
    app.register_push_token(token)
    seen = set()
    for user in (a_user(), a_user()):
        app.identify(user)
        app.track("Reachable", by=user.id)
        call = expect(moengage).to_receive_once(event_tracked("Reachable", user, properties={"by": user.id}))
        assert call.context["push_id"] == token
        seen.add(call.context["unique_id"])
        app.reset()

    assert len(seen) == 2
    expect(moengage).to_receive_times(signed_out(), 2)
    registered = expect(moengage).to_receive_times(device_registered(token), 3)
    assert {call.context["unique_id"] for call in registered} > seen


def test_a_token_that_is_rotated_while_offline_is_registered_once(app, phone, moengage):
    app.register_for_push()
    expect(moengage).to_receive(device_registered(phone.push_token()))
    phone.go_offline()
    rotation = phone.rotate_push_token()
    phone.go_online()
    app.track("Back", n=1)

    expect(moengage).after(rotation).to_receive_once(device_registered(phone.push_token()))
    assert expect(moengage).to_receive_once(event_tracked("Back")).context["push_id"] == phone.push_token()


def test_a_token_that_is_rotated_while_the_app_does_not_run_is_known_when_it_does(app, phone, segment, moengage):
    app.register_for_push()
    expect(moengage).to_receive(device_registered(phone.push_token()))
    app.kill()
    rotation = phone.rotate_push_token()
    app.relaunch()
    app.track("With The New One", n=1)

    new = phone.push_token()
    expect(moengage).after(rotation).to_receive_once(device_registered(new))
    assert expect(moengage).to_receive_once(event_tracked("With The New One")).context["push_id"] == new
    assert expect(segment).to_receive_once(tracked("With The New One")).context["device"]["token"] == new


def allow_notifications(app, phone):
    phone.ask_permission()
    phone.answer_permission(accept=True)
    app.settle()


def bring(app, state):
    if state == "background":
        app.background()
    elif state == "killed":
        app.kill()
