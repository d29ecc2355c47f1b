"""What a person sees of a push: the notification, and the page to which it leads."""

from __future__ import annotations

import pytest

from harness import campaign_of, device_registered, expect, notification_clicked, notification_received, tracked

WAYS = [pytest.param("own", id="own"), pytest.param("moengage", marks=pytest.mark.launched_with(pushBy="moengage"))]
PAGE = "https://www.example.com/sale?from=push"
pytestmark = pytest.mark.needs("push")


@pytest.mark.parametrize("way", WAYS)
def test_a_push_is_shown_once_with_what_it_says(app, phone, moengage, way):
    allow_notifications(phone)
    push = app.moengage_push()

    app.receive_push(push)

    assert phone.notifications() == [push]
    expect(moengage).to_receive_once(notification_received(campaign_of(push)))


@pytest.mark.launched_with(notificationMetadata="false")
def test_a_push_is_shown_only_with_the_metadata_that_the_platform_needs(app, phone, moengage, differs):
    allow_notifications(phone)
    push = app.moengage_push()

    app.receive_push(push)

    count = differs("notifications_without_metadata")
    assert len(phone.notifications()) == count
    expect(moengage).to_receive_times(notification_received(campaign_of(push)), count)


@pytest.mark.parametrize("way", WAYS)
def test_a_push_that_leads_to_a_page_opens_it_in_the_app_and_is_told_as_opened(app, phone, moengage, differs, way):
    allow_notifications(phone)
    push = app.moengage_push(page=PAGE)
    app.receive_push(push)

    tap = app.tap_notification()

    expect(moengage).after(tap).to_receive_once(notification_clicked(campaign_of(push)))
    assert len(app.opened_pages()) == differs("pages_that_a_push_opens")
    assert set(app.opened_pages()) <= {PAGE}


def test_a_push_that_leads_nowhere_opens_no_page(app, phone, moengage):
    allow_notifications(phone)
    push = app.moengage_push()
    app.receive_push(push)

    tap = app.tap_notification()

    expect(moengage).after(tap).to_receive_once(notification_clicked(campaign_of(push)))
    assert app.opened_pages() == ()


def test_a_push_that_nobody_taps_opens_no_page(app, phone, moengage):
    allow_notifications(phone)
    push = app.moengage_push(page=PAGE)

    app.receive_push(push)

    expect(moengage).to_receive_once(notification_received(campaign_of(push)))
    expect(moengage).not_to_receive(notification_clicked())
    assert app.opened_pages() == ()


@pytest.mark.parametrize("way", WAYS)
def test_a_push_of_somebody_else_is_heard_of_in_the_background_too(app, phone, moengage, way):
    allow_notifications(phone)
    app.background()

    app.receive_push(app.foreign_push("Hello", wakes=True))
    app.foreground()

    assert app.own_pushes() == ("Hello",)
    expect(moengage).not_to_receive(notification_received())


@pytest.mark.launched_with(pushBy="moengage")
def test_a_new_token_is_called_back_in_the_background_too(app, phone, segment, moengage, differs):
    app.register_for_push()
    expect(moengage).to_receive(device_registered(phone.push_token()))
    app.background()

    rotation = phone.rotate_push_token()
    app.foreground()
    app.track("Back With Another Token", n=1)

    new = phone.push_token()
    expect(moengage).after(rotation).to_receive_once(device_registered(new))
    call = expect(segment).to_receive_once(tracked("Back With Another Token"))
    assert call.context["device"].get("token") == (new if differs("moengage_calls_back_with_the_token") else None)


def allow_notifications(phone):
    phone.ask_permission()
    phone.answer_permission(accept=True)
