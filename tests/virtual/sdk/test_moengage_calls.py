"""What the app's own listeners hear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from harness.virtual.sdk.moengage_android import NotInitialisedError
from tests.virtual.sdk.fake_push import ANDROID_PUSH, FOREIGN_PUSH, IOS_PUSH, give_push
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import AndroidApp, IosApp, ios_started, started


def test_listeners_hear_of_each_token_that_came_also_of_one_that_is_known(a_process: FakeProcess) -> None:
    give_push(a_process)
    app = AndroidApp(a_process, registers_for_push=True)
    told: list[str] = []
    app.sdk.add_token_listener(told.append)
    app.start()
    app.do("entered_background")
    app.do("entered_foreground")

    assert told == ["fcm:token", "fcm:token"]


def test_a_token_that_the_app_passed_is_no_news_to_it(a_process: FakeProcess) -> None:
    app = started(a_process)
    told: list[str] = []
    app.sdk.add_token_listener(told.append)
    app.do("pass_push_token", "fcm:token")

    assert told == []


def test_the_service_passes_on_what_is_not_moengage_s(a_process: FakeProcess) -> None:
    push = give_push(a_process)
    app = started(a_process)
    told: list[Mapping[str, Any]] = []
    app.sdk.add_non_moengage_listener(told.append)
    app.do("service_received", FOREIGN_PUSH)
    app.do("service_received", ANDROID_PUSH)

    assert told == [FOREIGN_PUSH]
    assert push.tray == [ANDROID_PUSH]


def test_a_listener_that_throws_stops_nobody(a_process: FakeProcess) -> None:
    def throw(token: str) -> None:
        raise ValueError(token)

    app = started(a_process)
    told: list[str] = []
    app.sdk.add_token_listener(throw)
    app.sdk.add_token_listener(told.append)

    app.do("service_new_token", "fcm:token")

    assert told == ["fcm:token"]
    assert any("a listener threw ValueError" in line for line in a_process.lines)


def test_a_payload_is_not_changed_by_what_the_app_does_with_it_later(a_process: FakeProcess) -> None:
    app = started(a_process)
    payload = dict(ANDROID_PUSH)
    app.sdk.pass_push_payload(payload)
    payload["gcm_campaign_id"] = "changed"
    a_process.run()

    assert app.plain(app.points()[-1])["gcm_campaign_id"] == "c-1_L_0"


@pytest.mark.parametrize("model", [AndroidApp, IosApp])
def test_what_the_system_says_besides_changes_nothing(model: Any, a_process: FakeProcess) -> None:
    app = model(a_process).start()
    before = len(app.requests())
    app.do("interrupted")
    app.do("resumed")
    app.do("opened_link", "sample://a?utm_source=b")

    assert len(app.requests()) == before
    assert app.sdk.queued() == 0


PAGE = "https://www.example.com/sale"
LANDING = {**ANDROID_PUSH, "gcm_notificationType": "gcm_webNotification", "gcm_webUrl": PAGE}


@pytest.mark.parametrize(
    ("verb", "push", "pages"),
    [
        ("notification_clicked", LANDING, [PAGE]),
        ("notification_clicked", ANDROID_PUSH, []),
        ("notification_clicked", {**ANDROID_PUSH, "gcm_webUrl": PAGE}, []),
        ("notification_clicked", {**FOREIGN_PUSH, "gcm_webUrl": PAGE}, []),
        ("notification_cleared", LANDING, []),
        ("pass_push_payload", LANDING, []),
    ],
)
def test_a_click_opens_the_page_to_which_a_push_leads(
    a_process: FakeProcess, verb: str, push: Mapping[str, Any], pages: list[str]
) -> None:
    give_push(a_process)
    app = started(a_process)
    opened: list[str] = []
    app.sdk.add_page_listener(opened.append)
    app.do(verb, push)

    assert opened == pages


def test_a_push_of_ios_opens_no_page_that_anybody_knows_of(an_ios_app_process: FakeProcess) -> None:
    app = ios_started(an_ios_app_process)
    opened: list[str] = []
    app.sdk.add_page_listener(opened.append)
    app.do("notification_clicked", IOS_PUSH)

    assert opened == []


@pytest.mark.parametrize("release", ["13.06.00", "14.10.00", "15.02.00"])
def test_an_android_app_that_initialises_late_has_nothing_of_what_came_before(
    a_process: FakeProcess, release: str
) -> None:
    app = AndroidApp(a_process, release, starts_late=True)
    app.open()
    if release < "15":
        app.enable()
    else:
        with pytest.raises(NotInitialisedError):
            app.enable()
    app.do("pass_push_token", "fcm:token")
    assert app.requests() == []

    app.do("initialise_default_instance")
    app.start()

    assert app.requests() != []


def test_an_ios_app_that_initialises_late_has_nothing_of_this_process(an_ios_app_process: FakeProcess) -> None:
    app = IosApp(an_ios_app_process, starts_late=True).start()
    app.do("track_event", "Early", {"n": 1})
    app.do("initialise_default_instance")
    app.do("track_event", "Late", {"n": 2})

    assert app.requests() == []


@pytest.mark.parametrize("has_it", [True, False])
def test_leaving_is_noticed_by_androids_library_alone(a_process: FakeProcess, has_it: bool) -> None:
    app = AndroidApp(a_process, has_lifecycle_process=has_it).start()
    app.do("entered_background")
    app.process.clock.advance(5)
    app.process.run()

    assert ("MOE_APP_EXIT" in app.actions()) is has_it


@pytest.mark.parametrize("has_it", [True, False])
def test_androids_push_is_shown_and_told_with_its_icons_alone(a_process: FakeProcess, has_it: bool) -> None:
    push = give_push(a_process)
    app = AndroidApp(a_process, has_notification_metadata=has_it)
    app.start()
    app.do("pass_push_payload", ANDROID_PUSH)

    assert (push.tray != []) is has_it
    assert ("NOTIFICATION_RECEIVED_MOE" in app.actions()) is has_it


def test_ioss_push_needs_no_icons(an_ios_app_process: FakeProcess) -> None:
    app = IosApp(an_ios_app_process, has_notification_metadata=False).start()
    app.do("pass_push_payload", IOS_PUSH)

    assert "NOTIFICATION_RECEIVED_IOS_MOE" in app.actions()
