"""What a push promises: MoEngage learns that its own arrived and was opened, from whatever state the app was in."""

from __future__ import annotations

import pytest

from harness import (
    campaign_of,
    device_attribute_set,
    event_tracked,
    expect,
    notification_cleared,
    notification_clicked,
    notification_received,
    tracked,
)

STATES = ("foreground", "background", "killed")
WAYS = [pytest.param("own", id="own"), pytest.param("moengage", marks=pytest.mark.launched_with(pushBy="moengage"))]
pytestmark = pytest.mark.needs("push")


@pytest.mark.parametrize("state", STATES)
def test_a_push_that_arrives_is_told_to_moengage_once(app, phone, moengage, state):
    allow_notifications(phone)
    push = app.moengage_push()
    bring(app, state)

    app.receive_push(push)
    app.foreground()

    expect(moengage).to_receive_once(notification_received(campaign_of(push)))


@pytest.mark.core
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("state", STATES)
def test_a_push_that_is_opened_is_told_to_moengage_once(app, phone, moengage, state, way):
    allow_notifications(phone)
    push = app.moengage_push()
    bring(app, state)
    app.receive_push(push)

    tap = app.tap_notification()

    expect(moengage).after(tap).to_receive_once(notification_clicked(campaign_of(push)))


@pytest.mark.parametrize("way", WAYS)
def test_a_push_of_somebody_else_is_the_apps_alone(app, phone, segment, moengage, way):
    allow_notifications(phone)
    app.receive_push(app.foreign_push("Hello"))
    app.track("After A Foreign Push", n=1)

    assert app.own_pushes() == ("Hello",)
    expect(segment).to_receive(tracked("After A Foreign Push"))
    expect(moengage).to_receive(event_tracked("After A Foreign Push"))
    expect(moengage).not_to_receive(notification_received())
    expect(moengage).not_to_receive(notification_clicked())


def test_a_push_is_no_event_of_segment(app, phone, segment, moengage):
    allow_notifications(phone)
    app.settle()
    received = app.receive_push(app.moengage_push())

    app.tap_notification()

    expect(moengage).to_receive(notification_clicked())
    expect(segment).after(received).not_to_receive(tracked(PUSH_NAMES[0]))
    expect(segment).after(received).not_to_receive(tracked(PUSH_NAMES[1]))


def test_a_push_that_is_swiped_away_is_told_to_moengage_as_cleared(app, phone, moengage):
    allow_notifications(phone)
    push = app.moengage_push()
    app.background()
    app.receive_push(push)

    app.clear_notification()
    app.foreground()

    expect(moengage).to_receive_once(notification_cleared(campaign_of(push)))
    expect(moengage).not_to_receive(notification_clicked())


def test_a_permission_that_is_given_is_told_to_moengage(app, phone, moengage):
    ask = phone.ask_permission()

    phone.answer_permission(accept=True)

    expect(moengage).after(ask).to_receive(device_attribute_set("moe_push_opted", True))


def test_a_permission_that_is_refused_shows_nothing_and_is_told_to_moengage(app, phone, moengage):
    phone.ask_permission()
    phone.answer_permission(accept=False)

    app.receive_push(app.moengage_push())

    assert phone.notifications() == []
    expect(moengage).to_receive(device_attribute_set("moe_push_opted", False))
    expect(moengage).not_to_receive(device_attribute_set("moe_push_opted", True))


def test_each_of_two_campaigns_is_told_apart(app, phone, moengage):
    allow_notifications(phone)
    first, second = app.moengage_push(), app.moengage_push()
    app.receive_push(first)
    app.receive_push(second)

    app.tap_notification()

    expect(moengage).to_receive_once(notification_received(campaign_of(first)))
    expect(moengage).to_receive_once(notification_received(campaign_of(second)))
    expect(moengage).to_receive_once(notification_clicked(campaign_of(second)))
    expect(moengage).not_to_receive(notification_clicked(campaign_of(first)))


PUSH_NAMES = ("Push Notification Received", "Push Notification Tapped")


def allow_notifications(phone):
    phone.ask_permission()
    phone.answer_permission(accept=True)


def bring(app, state):
    if state == "background":
        app.background()
    elif state == "killed":
        app.kill()
