from __future__ import annotations

from typing import Any

import pytest

from harness.calls import MOENGAGE, SEGMENT, Action, Call, Undecoded, Unknown
from harness.report.telling import describe_action, describe_by_itself, describe_call, describe_unread

DEVICE = "virtual:android"


def call(kind: str, name: str | None = None, user: str | None = None, *, status: int | None = 200, **data: Any) -> Call:
    vendor = SEGMENT if kind in ("track", "settings_fetched", "telemetry_sent") else MOENGAGE
    return Call(vendor, kind, DEVICE, "0001 /", name, user, data=data, status=status)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (
            call("settings_fetched", integrations=["Segment.io", "MoEngage"], workspace_id="W"),
            "settings fetched: MoEngage on (W)",
        ),
        (
            call("settings_fetched", integrations=["MoEngage"], workspace_id=None),
            "settings fetched: MoEngage on (no workspace)",
        ),
        (call("settings_fetched", integrations=["Segment.io"], workspace_id=None), "settings fetched: MoEngage off"),
        (call("settings_fetched", status=503), "settings fetched: 503"),
        (call("settings_fetched", status=None), "settings fetched: no answer"),
        (call("settings_fetched", problem="the answer is empty"), "settings fetched: the answer is empty"),
        (call("config_fetched", document={"e_b_c": 1}), "sdkconfig fetched: {'e_b_c': 1}"),
        (call("config_fetched", document={}), "sdkconfig fetched: all defaults"),
        (call("config_fetched", status=500, document=None), "sdkconfig fetched: 500"),
        (call("device_registered", push_token="t-1"), "device registered, push token 't-1'"),
        (call("device_registered", push_token=None), "device registered, no push token"),
        (call("notification_clicked", user="ada", campaign_id="c-1"), "notification clicked 'c-1' user=ada"),
        (call("track", "A", "a\n\ud800\x1b[2J"), r"track 'A' user=a\n\ud800\x1b[2J"),
        (call("track", "Order", "ada", total=19.5, coupon=None), "track 'Order' user=ada {'total': 19.5}"),
        (call("attribute_set", "plan", value="pro", form="plain"), "attribute_set 'plan' {'value': 'pro'}"),
    ],
)
def test_a_call_is_told_by_what_matters(said: Call, text: str) -> None:
    assert describe_call(said) == text


@pytest.mark.parametrize(
    ("action", "text"),
    [
        (Action("reset", DEVICE), "reset()"),
        (Action("track", DEVICE, {"name": "A", "properties": {"n": 1}}), "track(name='A', properties={'n': 1})"),
        (
            Action("receive_push", DEVICE, {"payload": {"gcm_campaign_id": "c-1", "gcm_title": "Sale", "more": "x"}}),
            "receive_push(campaign='c-1', title='Sale')",
        ),
        (
            Action("receive_push", DEVICE, {"payload": {"aps": {"alert": "Hello"}}, "silent": True}),
            "receive_push(title='Hello', silent=True)",
        ),
        (Action("receive_push", DEVICE, {"payload": {"from": "x"}}), "receive_push(payload={'from': 'x'})"),
    ],
)
def test_an_action_is_told_with_what_it_was_given(action: Action, text: str) -> None:
    assert describe_action(action) == text


@pytest.mark.parametrize(
    ("calls", "text"),
    [
        ([call("settings_fetched")], "by itself: fetch"),
        ([call("device_registered")], "by itself: registration"),
        ([call("app_opened")], "by itself: lifecycle"),
        ([call("track", "Application Opened"), call("event_tracked", "Application Opened")], "by itself: lifecycle"),
        ([call("app_reinstalled")], "by itself: install or update"),
        ([call("notification_received")], "by itself: notification"),
        ([call("device_attribute_set", "moe_push_opted")], "by itself: about the device"),
        ([call("telemetry_sent")], "by itself: about itself"),
        ([call("track", "Order")], "by itself"),
        ([], "by itself"),
    ],
)
def test_what_nobody_told_the_app_is_told_by_its_kind(calls: list[Call], text: str) -> None:
    assert describe_by_itself(calls) == text


def test_what_nobody_could_read_is_told_with_its_place_on_one_line() -> None:
    undecoded = Undecoded(SEGMENT, DEVICE, "ab12 /", "two\nlines")
    assert describe_unread(undecoded) == r"undecoded [ab12 /]: two\nlines"
    unknown = Unknown(SEGMENT, DEVICE, "ab12 /batch/0", "field", "context.\ud800")
    assert describe_unread(unknown) == r"unknown field context.\ud800 [ab12 /batch/0]"
