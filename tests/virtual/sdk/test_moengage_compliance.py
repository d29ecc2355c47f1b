"""Opting out of data tracking and of the SDK, and coming back."""

from __future__ import annotations

import pytest

from tests.virtual.sdk.fake_network import an_answer
from tests.virtual.sdk.fake_push import ANDROID_PUSH, give_push
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import CONFIG, DEVICE, WORKSPACE, AndroidApp, ios_started, started

DELETION = "/v2/sdk/user/delete/"


@pytest.fixture
def untracked(a_process: FakeProcess) -> AndroidApp:
    app = started(a_process, e_b_c=1)
    app.do("set_data_tracking", False)
    return app


def test_without_tracking_events_attributes_and_users_are_refused(untracked: AndroidApp) -> None:
    before = untracked.actions()
    untracked.do("track_event", "Custom", {}, WORKSPACE)
    untracked.do("track_user_attributes", {"plan": "pro"}, WORKSPACE)
    untracked.do("track_anonymous_id", "anon-1", WORKSPACE)
    untracked.do("identify_user", "ada-1", WORKSPACE)
    untracked.do("set_alias", "ada-2", WORKSPACE)
    untracked.do("permission_answered", True)
    untracked.do("set_app_status", "INSTALL")

    assert untracked.actions() == [*before, "INSTALL"]
    assert untracked.device_attributes() == [{"moe_push_opted": False}]
    assert untracked.reports()[-1]["identifiers"] == {"user_identities": {}, "previous_identities": {}}
    assert untracked.trouble() == []


@pytest.mark.parametrize(
    ("verb", "argument", "action"),
    [
        ("set_app_status", "UPDATE", "UPDATE"),
        ("pass_push_payload", ANDROID_PUSH, "NOTIFICATION_RECEIVED_MOE"),
        ("notification_clicked", ANDROID_PUSH, "NOTIFICATION_CLICKED_MOE"),
    ],
)
def test_without_tracking_what_is_exempt_still_goes_out(
    untracked: AndroidApp, verb: str, argument: object, action: str
) -> None:
    untracked.do(verb, argument)

    assert untracked.actions()[-1] == action


def test_without_tracking_a_clearing_and_a_logout_leave_no_event_but_the_user_is_gone(untracked: AndroidApp) -> None:
    before = untracked.actions()
    untracked.do("notification_cleared", ANDROID_PUSH)
    untracked.do("logout", WORKSPACE)

    assert untracked.actions() == before
    assert len({body["query_params"]["unique_id"] for body in untracked.bodies(DEVICE)}) == 2


def test_the_server_s_exemptions_count_too(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1, d_t_w_e=["Legal"])
    app.do("set_data_tracking", False)
    app.do("track_event", "Legal", {}, WORKSPACE)

    assert app.actions()[-1] == "Legal"


def test_reports_and_device_adds_say_that_tracking_is_off(untracked: AndroidApp) -> None:
    untracked.do("set_app_status", "INSTALL")
    untracked.do("pass_push_token", "fcm:token")

    assert untracked.reports()[0]["meta"]["dev_pref"] == {}
    assert untracked.reports()[-1]["meta"]["dev_pref"] == {"e_t_p": False}
    assert untracked.bodies(DEVICE)[-1]["meta"]["dev_pref"] == {"e_t_p": False}


def test_tracking_stays_off_in_the_next_process_until_it_is_on_again(untracked: AndroidApp) -> None:
    after = untracked.relaunch().start()
    after.do("track_event", "Off", {}, WORKSPACE)
    after.do("set_data_tracking", True)
    after.do("track_event", "On", {}, WORKSPACE)

    assert "Off" not in after.actions()
    assert after.actions()[-1] == "On"
    assert after.reports()[-1]["meta"]["dev_pref"] == {}


def test_ios_refuses_the_same(an_ios_app_process: FakeProcess) -> None:
    app = ios_started(an_ios_app_process, e_b_c=1)
    app.do("set_data_tracking", False)
    app.do("track_event", "Custom", {"n": 1})
    app.do("identify_user", "ada-1")
    app.do("set_app_status", "INSTALL")

    assert app.actions()[-1] == "INSTALL"
    assert "Custom" not in app.actions()
    assert app.reports()[-1]["meta"]["dev_pref"] == {"e_t_p": False}
    assert "moe_user_id" not in app.reports()[-1]["identifiers"]


# the SDK


def test_an_sdk_that_is_off_is_inert(a_process: FakeProcess) -> None:
    push = give_push(a_process)
    app = started(a_process, e_b_c=1)
    app.do("set_sdk_state", False)
    before = len(app.requests())
    for verb, *arguments in (
        ("track_event", "E", {}),
        ("identify_user", "ada-1"),
        ("pass_push_token", "fcm:token"),
        ("pass_push_payload", ANDROID_PUSH),
        ("notification_clicked", ANDROID_PUSH),
        ("set_app_status", "INSTALL"),
        ("permission_answered", True),
        ("fetch_cards",),
        ("show_in_app",),
        ("delete_user",),
        ("logout",),
    ):
        app.do(verb, *arguments)
    app.do("entered_background")
    a_process.advance(4000)
    app.do("entered_foreground")
    a_process.advance(100)

    assert len(app.requests()) == before
    assert push.tray == []
    assert app.sdk.queued() == 0
    assert app.trouble() == []


def test_an_sdk_stays_off_in_the_next_process(a_process: FakeProcess) -> None:
    app = started(a_process)
    app.do("set_sdk_state", False)
    before = len(app.requests())

    after = app.relaunch().start()

    assert len(after.requests()) == before
    assert after.sdk.is_from_moengage(ANDROID_PUSH)


def test_an_sdk_that_is_on_again_goes_on_with_the_same_user(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1)
    app.do("identify_user", "ada-1", WORKSPACE)
    app.do("set_sdk_state", False)
    app.do("track_event", "Off", {}, WORKSPACE)
    app.do("set_app_status", "INSTALL")
    app.do("set_sdk_state", True)
    app.do("set_app_status", "INSTALL")
    app.do("track_event", "On", {}, WORKSPACE)

    assert app.actions()[-2:] == ["INSTALL", "On"]
    assert app.reports()[-1]["identifiers"]["moe_user_id"] == "ada-1"


def test_what_waited_when_the_sdk_was_switched_off_goes_out_when_it_is_on(a_process: FakeProcess) -> None:
    app = started(a_process)
    app.do("track_event", "Waiting", {}, WORKSPACE)
    app.do("set_sdk_state", False)
    a_process.advance(120)
    assert "Waiting" not in app.actions()

    app.do("set_sdk_state", True)
    a_process.advance(60)

    assert app.actions()[-1] == "Waiting"


def test_an_sdk_that_was_off_when_the_settings_came_starts_when_it_is_on(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.do("set_sdk_state", False)
    app.start()
    assert app.requests() == []

    app.do("set_sdk_state", True)
    app.do("track_event", "On", {}, WORKSPACE)
    a_process.advance(60)

    assert (len(app.bodies(CONFIG)), len(app.bodies(DEVICE))) == (1, 1)
    assert app.actions() == ["On"]


# the user


def test_a_deleted_user_is_reported_to_the_end_and_replaced(a_process: FakeProcess) -> None:
    app = started(a_process)
    app.do("identify_user", "ada-1", WORKSPACE)
    app.do("track_event", "Last", {}, WORKSPACE)
    app.do("delete_user")
    app.do("track_event", "First", {}, WORKSPACE)
    app.do("sync_interaction_data")

    (deletion,) = app.bodies(DELETION)
    last, first = app.reports()[-2:]
    assert deletion["identifiers"]["moe_user_id"] == "ada-1"
    assert (last["meta"]["t_p"], app.actions()[-2:]) == ("del_user", ["Last", "First"])
    assert "moe_user_id" not in first["identifiers"]
    assert first["query_params"]["unique_id"] != deletion["query_params"]["unique_id"]
    assert len(app.bodies(DEVICE)) == 2


def test_a_deletion_that_failed_leaves_the_user(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1)
    app.answers(DELETION, an_answer(500))
    app.do("identify_user", "ada-1", WORKSPACE)
    app.do("delete_user")
    app.do("track_event", "Still", {}, WORKSPACE)

    assert app.reports()[-1]["identifiers"]["moe_user_id"] == "ada-1"
    assert len(app.bodies(DEVICE)) == 1


def test_old_releases_delete_nobody(a_process: FakeProcess) -> None:
    app = started(a_process, "12.06.01")
    app.do("delete_user")

    assert app.bodies(DELETION) == []
