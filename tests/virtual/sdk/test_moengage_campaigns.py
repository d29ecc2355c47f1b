"""Notifications of MoEngage's campaigns: received, clicked, cleared, and what is none of its business."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from harness.virtual.sdk.moengage_campaigns import AndroidCampaigns, IosCampaigns, parse_attributes
from tests.virtual.sdk.fake_push import ANDROID_PUSH, FOREIGN_PUSH, IOS_PUSH, give_push
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import AndroidApp, IosApp, ios_started, started

ANDROID_ATTRIBUTES = {"gcm_campaign_id": "c-1_L_0", "moe_campaign_id": "c-1"}


def test_a_push_is_shown_and_reported_at_once(a_process: FakeProcess) -> None:
    push = give_push(a_process)
    app = started(a_process)
    app.do("pass_push_payload", ANDROID_PUSH)

    point = app.points()[-1]
    assert (point["EVENT_ACTION"], point["N_I_E"]) == ("NOTIFICATION_RECEIVED_MOE", 1)
    assert app.plain(point) == ANDROID_ATTRIBUTES
    assert app.reports()[-1]["meta"]["t_p"] == "e_t_e_f"
    assert push.tray == [ANDROID_PUSH]


@pytest.mark.parametrize(
    ("verb", "event"),
    [("notification_clicked", "NOTIFICATION_CLICKED_MOE"), ("notification_cleared", "NOTIFICATION_CLEARED_MOE")],
)
def test_what_a_person_does_to_it_is_an_interaction(a_process: FakeProcess, verb: str, event: str) -> None:
    app = started(a_process, e_b_c=1)
    app.do(verb, ANDROID_PUSH)

    assert app.points()[-1]["EVENT_ACTION"] == event
    assert "N_I_E" not in app.points()[-1]
    assert app.plain(app.points()[-1]) == ANDROID_ATTRIBUTES


@pytest.mark.parametrize(
    ("verb", "event"),
    [
        ("pass_push_payload", "NOTIFICATION_RECEIVED_IOS_MOE"),
        ("notification_clicked", "NOTIFICATION_CLICKED_IOS_MOE"),
        ("notification_cleared", "NOTIFICATION_DISMISSED_IOS_MOE"),
    ],
)
def test_ios_has_names_of_its_own(an_ios_app_process: FakeProcess, verb: str, event: str) -> None:
    app = ios_started(an_ios_app_process, e_b_c=1)
    app.do(verb, IOS_PUSH)

    point = app.points()[-1]
    assert (point["EVENT_ACTION"], point["EVENT_ATTRS"]) == (event, {"moe_campaign_id": "c-1"})
    assert point["N_I_E"] is (verb == "pass_push_payload")


@pytest.mark.parametrize(
    "change",
    [
        {"push_from": "somebody"},
        {"gcm_campaign_id": " "},
        {"gcm_campaign_id": None},
        {"moe_app_id": "OTHER"},
    ],
)
@pytest.mark.parametrize("verb", ["pass_push_payload", "notification_clicked", "notification_cleared"])
def test_what_is_not_for_this_app_s_campaigns_is_ignored(
    a_process: FakeProcess, verb: str, change: Mapping[str, Any]
) -> None:
    push = give_push(a_process)
    app = started(a_process, e_b_c=1)
    before = app.actions()
    app.do(verb, {**ANDROID_PUSH, **change})

    assert app.actions() == before
    assert push.tray == []


@pytest.mark.parametrize("workspace", ["WORKSPACE", "WORKSPACE_DEBUG"])
def test_a_push_may_name_the_workspace(a_process: FakeProcess, workspace: str) -> None:
    app = started(a_process)
    app.do("pass_push_payload", {**ANDROID_PUSH, "moe_app_id": workspace})

    assert app.actions()[-1] == "NOTIFICATION_RECEIVED_MOE"


def test_a_silent_push_is_reported_and_not_shown(a_process: FakeProcess) -> None:
    push = give_push(a_process)
    app = started(a_process)
    app.do("pass_push_payload", {"push_from": "moengage", "gcm_campaign_id": "c-1"})

    assert app.actions()[-1] == "NOTIFICATION_RECEIVED_MOE"
    assert push.tray == []


def test_ios_shows_it_only_in_front_as_the_system_does_otherwise(an_ios_app_process: FakeProcess) -> None:
    push = give_push(an_ios_app_process)
    app = ios_started(an_ios_app_process)
    app.do("pass_push_payload", IOS_PUSH)
    app.do("entered_background")
    app.do("pass_push_payload", IOS_PUSH)

    assert push.tray == [IOS_PUSH]


def test_a_push_before_the_settings_is_shown_and_its_event_waits_on_disk(a_process: FakeProcess) -> None:
    push = give_push(a_process)
    app = AndroidApp(a_process)
    app.do("pass_push_payload", ANDROID_PUSH)
    assert (push.tray, app.requests()) == ([ANDROID_PUSH], [])

    after = app.relaunch().start()

    assert after.actions()[0] == "NOTIFICATION_RECEIVED_MOE"


def test_an_ios_push_before_the_settings_waits_on_disk_too(an_ios_app_process: FakeProcess) -> None:
    app = IosApp(an_ios_app_process)
    app.do("pass_push_payload", IOS_PUSH)

    after = app.relaunch().start()

    assert "NOTIFICATION_RECEIVED_IOS_MOE" in after.actions()


def test_a_push_in_a_process_of_its_own_goes_out_in_the_background(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.enable()
    app.do("pass_push_payload", ANDROID_PUSH)

    assert app.actions() == ["NOTIFICATION_RECEIVED_MOE"]
    assert app.reports()[-1]["meta"]["appState"] == "background"


@pytest.mark.parametrize("payload", [ANDROID_PUSH, FOREIGN_PUSH, {}])
def test_android_tells_its_own_by_the_sender(a_process: FakeProcess, payload: Mapping[str, Any]) -> None:
    app = AndroidApp(a_process)

    assert app.sdk.is_from_moengage(payload) is (payload is ANDROID_PUSH)


@pytest.mark.parametrize("payload", [IOS_PUSH, {"aps": {}}, {"moengage": "text"}])
def test_ios_tells_its_own_by_their_part(an_ios_app_process: FakeProcess, payload: Mapping[str, Any]) -> None:
    app = IosApp(an_ios_app_process)

    assert app.sdk.is_from_moengage(payload) is (payload is IOS_PUSH)


def test_odd_payloads_have_no_campaign() -> None:
    assert AndroidCampaigns().campaign_of({"gcm_campaign_id": 7}) == ""
    assert IosCampaigns().campaign_of({"moengage": []}) == ""
    assert not IosCampaigns().is_visible({"aps": {"alert": ""}})


@pytest.mark.parametrize("text", [None, 7, "", "no", "[1]", '{"a":', "[" * 100_000])
def test_attributes_that_are_no_json_are_none(text: object) -> None:
    assert parse_attributes(text) == {}
