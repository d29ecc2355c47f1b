from __future__ import annotations

from typing import Any

import pytest

from harness.calls import MOENGAGE, SEGMENT, Action, Call
from harness.causes import Before, explains

DEVICE = "virtual:android"
ANDROID_PUSH = {"push_from": "moengage", "gcm_campaign_id": "c-1"}
IOS_PUSH = {"aps": {}, "moengage": {"cid": "c-1"}}
BEFORE = Before(frozenset({"c-1"}), frozenset({"old"}))


def action(verb: str, **arguments: Any) -> Action:
    return Action(verb, DEVICE, arguments)


def call(kind: str, name: str | None = None, user: str | None = None, **data: Any) -> Call:
    vendor = SEGMENT if kind in ("track", "identify", "screen", "page", "group", "alias") else MOENGAGE
    return Call(vendor, kind, DEVICE, "0001 /", name, user, data=data)


@pytest.mark.parametrize(
    ("told", "explained", "other"),
    [
        (action("identify", user_id="ada"), call("identify", user="ada"), call("identify", user="bea")),
        (action("identify", user_id="ada"), call("signed_in", user="ada"), call("signed_in", user="bea")),
        (action("identify", traits={"plan": "p"}), call("attribute_set", "plan"), call("attribute_set", "age")),
        (
            action("identify", traits={"email": "e"}),
            call("attribute_set", "USER_ATTRIBUTE_USER_EMAIL"),
            call("attribute_set", "USER_ATTRIBUTE_USER_NAME"),
        ),
        (
            action("identify", traits={"address": {"city": "Rome"}}),
            call("attribute_set", "city"),
            call("attribute_set", "country"),
        ),
        (action("track", name="A"), call("track", "A"), call("track", "B")),
        (action("track", name="A"), call("event_tracked", "A"), call("event_tracked", "B")),
        (action("screen", name="A"), call("screen", "A"), call("page", "A")),
        (action("page", name="A"), call("page", "A"), call("page", "B")),
        (action("group", group_id="g"), call("group", "g"), call("group", "h")),
        (action("alias", user_id="n"), call("aliased", user="n"), call("aliased", user="m")),
        (action("alias", user_id="n"), call("signed_in", user="n"), call("signed_in", user="m")),
        (action("reset"), call("signed_out"), call("signed_in")),
        (
            action("register_push_token", token="t"),
            call("device_registered", push_token="t"),
            call("device_registered", push_token="u"),
        ),
        (
            action("register_push_token", token="t"),
            call("device_registered", push_token="t"),
            call("device_registered", push_token=None),
        ),
        (
            action("rotate_push_token"),
            call("device_registered", push_token="new"),
            call("device_registered", push_token="old"),
        ),
        (
            action("rotate_push_token"),
            call("device_registered", push_token="new"),
            call("device_registered", push_token=None),
        ),
        (
            action("receive_push", payload=ANDROID_PUSH),
            call("notification_received", campaign_id="c-1"),
            call("notification_received", campaign_id="c-2"),
        ),
        (
            action("receive_push", payload=IOS_PUSH),
            call("notification_received", campaign_id="c-1"),
            call("notification_clicked", campaign_id="c-1"),
        ),
        (
            action("tap_notification"),
            call("notification_clicked", campaign_id="c-1"),
            call("notification_clicked", campaign_id="c-2"),
        ),
        (
            action("tap_notification", campaign="c-2"),
            call("notification_clicked", campaign_id="c-2"),
            call("notification_clicked", campaign_id="c-1"),
        ),
        (
            action("clear_notification"),
            call("notification_cleared", campaign_id="c-1"),
            call("notification_clicked", campaign_id="c-1"),
        ),
        (action("app_status", status="INSTALL"), call("app_installed"), call("app_updated")),
        (action("app_status", status="update"), call("app_updated"), call("app_installed")),
        (
            action("answer_permission", accept=False),
            call("device_attribute_set", "moe_push_opted", value=False),
            call("device_attribute_set", "moe_push_opted", value=True),
        ),
        (
            action("answer_permission", accept=True),
            call("event_tracked", "MOE_PUSH_PERMISSION_STATE_ALLOWED"),
            call("event_tracked", "MOE_PUSH_PERMISSION_STATE_BLOCKED"),
        ),
        (
            action("open_link", url="app://x"),
            call("track", "Deep Link Opened", url="app://x"),
            call("track", "Deep Link Opened", url="app://y"),
        ),
        (
            action("open_link", url="app://x"),
            call("event_tracked", "Deep Link Opened", url="app://x"),
            call("event_tracked", "Other"),
        ),
        (action("delete_user"), call("user_deleted"), call("signed_out")),
        (action("show_in_app"), call("event_tracked", "MOE_IN_APP_SHOWN"), call("event_tracked", "Shown")),
        (action("fetch_cards"), call("cards_fetched"), call("in_app_fetched")),
        (action("reset"), call("signed_out"), call("settings_fetched")),
    ],
)
def test_an_action_explains_the_calls_whose_data_it_shares_and_no_others(
    told: Action, explained: Call, other: Call
) -> None:
    assert explains(told, explained, BEFORE)
    assert not explains(told, other, BEFORE)


@pytest.mark.parametrize("verb", ["launch", "kill", "background", "foreground", "upgrade_to", "let_pass", "set_locale"])
def test_what_happens_of_its_own_accord_is_nobodys_doing(verb: str) -> None:
    kinds = ("settings_fetched", "config_fetched", "device_registered", "app_opened", "session_started")

    assert not any(explains(action(verb), call(kind, push_token="t")) for kind in kinds)


def test_a_push_of_somebody_else_explains_no_notification() -> None:
    other = action("receive_push", payload={"from": "x"})

    assert not explains(other, call("notification_received", campaign_id=None))
