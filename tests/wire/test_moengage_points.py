from __future__ import annotations

from typing import Any

import pytest

from harness.calls import Call, Undecoded
from harness.wire.decode import decode
from tests.wire.bodies import (
    ANONYMOUS,
    DEVICE,
    MOENGAGE_REPORT,
    a_point,
    a_report,
    an_exchange,
    call_of,
    calls_of,
    reasons_of,
)

PLATFORMS = ("android", "ios")
both_platforms = pytest.mark.parametrize("platform", PLATFORMS)
USER_ATTRIBUTE = "EVENT_ACTION_USER_ATTRIBUTE"


def a_call(action: str, attributes: Any = None, platform: str = "android", **more: Any) -> Call:
    point = a_point(action, attributes, platform=platform, **more)
    return call_of(an_exchange(MOENGAGE_REPORT, a_report(point, platform=platform)))


@both_platforms
def test_an_event_is_a_call_whichever_form_its_attributes_have(platform: str) -> None:
    call = a_call("Purchase", {"sku": "A1", "qty": 2, "cart": {"items": [1, None]}}, platform)

    assert (call.vendor, call.kind, call.name) == ("moengage", "event_tracked", "Purchase")
    assert call.data == {"sku": "A1", "qty": 2, "cart": {"items": [1, None]}}
    assert (call.user_id, call.anonymous_id) == ("ada-1", ANONYMOUS)
    assert call.ids == {ANONYMOUS.lower(), DEVICE}
    assert (call.source, call.message_id, call.status) == ("75e4 /viewsInfo/0", "batch-1/0", 200)


@both_platforms
def test_dates_and_locations_are_attributes_and_named_as_such(platform: str) -> None:
    customs = {"timestamp": [{"when": 1753362161000}], "location": [{"where": "12.9,77.5"}]}

    call = a_call("Met", {"n": 1}, platform, EVENT_ATTRS_CUST=customs)

    assert call.data == {"n": 1, "when": 1753362161000, "where": "12.9,77.5"}
    assert (call.raw["dates"], call.raw["locations"]) == (("when",), ("where",))


@both_platforms
def test_a_point_keeps_its_wire_and_says_its_times_in_one_form(platform: str) -> None:
    call = a_call("Purchase", {"sku": "A1"}, platform, N_I_E=1)

    assert call.raw["N_I_E"] == 1
    assert call.raw["EVENT_ATTRS"] == a_point("Purchase", {"sku": "A1"}, platform=platform)["EVENT_ATTRS"]
    assert (call.raw["at_ms"], call.raw["local_time"]) == (1753362161000, "2026-07-24T19:02:41")


@both_platforms
def test_a_unique_id_signs_its_user_in(platform: str) -> None:
    call = a_call(USER_ATTRIBUTE, {"USER_ATTRIBUTE_UNIQUE_ID": "bea-2"}, platform)

    assert (call.kind, call.name, call.user_id, call.data) == ("signed_in", None, "bea-2", {})


def test_a_unique_id_beside_its_old_one_is_an_alias() -> None:
    call = a_call(USER_ATTRIBUTE, {"USER_ATTRIBUTE_UNIQUE_ID": "new", "USER_ID_MODIFIED_FROM": "old"})

    assert (call.kind, call.user_id, call.data) == ("aliased", "new", {"previous_id": "old"})


@both_platforms
def test_an_attribute_is_a_call_with_its_value(platform: str) -> None:
    call = a_call(USER_ATTRIBUTE, {"USER_ATTRIBUTE_USER_EMAIL": "ada@example.com"}, platform)

    assert (call.kind, call.name) == ("attribute_set", "USER_ATTRIBUTE_USER_EMAIL")
    assert call.data == {"value": "ada@example.com", "form": "plain"}


@both_platforms
@pytest.mark.parametrize(
    ("customs", "data"),
    [
        ({"timestamp": [{"born": 0}]}, {"value": 0, "form": "timestamp"}),
        ({"location": [{"born": "1,2"}]}, {"value": "1,2", "form": "location"}),
    ],
)
def test_an_attribute_of_a_date_or_place_says_its_form(platform: str, customs: Any, data: dict[str, Any]) -> None:
    call = a_call(USER_ATTRIBUTE, {}, platform, EVENT_ATTRS_CUST=customs)

    assert (call.kind, call.name, call.data) == ("attribute_set", "born", data)


def test_several_attributes_in_one_point_are_as_many_calls() -> None:
    point = a_point(USER_ATTRIBUTE, {"USER_ATTRIBUTE_UNIQUE_ID": "u", "plan": "pro", "age": 41})

    calls = calls_of(an_exchange(MOENGAGE_REPORT, a_report(point)))

    assert [(call.kind, call.name, call.message_id) for call in calls] == [
        ("signed_in", None, "batch-1/0"),
        ("attribute_set", "plan", "batch-1/0/plan"),
        ("attribute_set", "age", "batch-1/0/age"),
    ]


def test_several_attributes_of_nobody_new_are_as_many_calls() -> None:
    point = a_point(USER_ATTRIBUTE, {"plan": "pro", "age": 41})

    calls = calls_of(an_exchange(MOENGAGE_REPORT, a_report(point)))

    assert [(call.name, call.data["value"], call.user_id) for call in calls] == [
        ("plan", "pro", "ada-1"),
        ("age", 41, "ada-1"),
    ]


def test_a_point_without_times_has_none() -> None:
    call = a_call("E", EVENT_G_TIME=None, EVENT_L_TIME=None)

    assert call.raw == {"EVENT_ACTION": "E", "EVENT_ATTRS": "{}", "dates": (), "locations": ()}


def test_a_device_attribute_is_not_the_users() -> None:
    call = a_call("EVENT_ACTION_DEVICE_ATTRIBUTE", {"USER_ATTRIBUTE_UNIQUE_ID": "u"})

    assert (call.kind, call.name, call.data["value"]) == ("device_attribute_set", "USER_ATTRIBUTE_UNIQUE_ID", "u")


@pytest.mark.parametrize(("attributes", "forced"), [({}, False), ({"type": "forced"}, True), ({"type": "x"}, False)])
def test_a_logout_signs_out_and_says_if_it_was_forced(attributes: dict[str, str], forced: bool) -> None:
    call = a_call("MOE_LOGOUT", attributes, N_I_E=1)

    assert (call.kind, call.name, call.data) == ("signed_out", None, {"forced": forced})


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("INSTALL", "app_installed"),
        ("UPDATE", "app_updated"),
        ("REINSTALL", "app_reinstalled"),
        ("EVENT_ACTION_ACTIVITY_START", "app_opened"),
        ("MOE_APP_EXIT", "app_exited"),
        ("EVENT_ACTION_IOS_SESSION_START", "session_started"),
        ("EVENT_ACTION_IOS_SESSION_END", "session_ended"),
    ],
)
def test_the_sdks_own_actions_are_kinds(action: str, kind: str) -> None:
    call = a_call(action, {"VERSION": 1})

    assert (call.kind, call.name, call.data) == (kind, None, {"VERSION": 1})


@both_platforms
def test_an_update_says_when_it_was_as_a_date(platform: str) -> None:
    call = a_call(
        "UPDATE",
        {"VERSION_FROM": 1, "VERSION_TO": 2},
        platform,
        EVENT_ATTRS_CUST={"timestamp": [{"UPDATED_ON": 1753362161000}]},
    )

    assert (call.kind, call.data) == (
        "app_updated",
        {"VERSION_FROM": 1, "VERSION_TO": 2, "UPDATED_ON": 1753362161000},
    )


@pytest.mark.parametrize(
    ("platform", "action", "kind", "key"),
    [
        ("android", "NOTIFICATION_RECEIVED_MOE", "notification_received", "gcm_campaign_id"),
        ("android", "NOTIFICATION_CLICKED_MOE", "notification_clicked", "gcm_campaign_id"),
        ("android", "NOTIFICATION_CLEARED_MOE", "notification_cleared", "gcm_campaign_id"),
        ("ios", "NOTIFICATION_RECEIVED_IOS_MOE", "notification_received", "moe_campaign_id"),
        ("ios", "NOTIFICATION_CLICKED_IOS_MOE", "notification_clicked", "moe_campaign_id"),
        ("ios", "NOTIFICATION_DISMISSED_IOS_MOE", "notification_cleared", "moe_campaign_id"),
    ],
)
def test_what_becomes_of_a_notification_is_a_kind_with_its_campaign(
    platform: str, action: str, kind: str, key: str
) -> None:
    call = a_call(action, {key: "c-1", "n": 1}, platform)

    assert (call.kind, call.name, call.data) == (kind, None, {key: "c-1", "n": 1, "campaign_id": "c-1"})


def test_a_notification_without_a_campaign_says_so() -> None:
    assert a_call("NOTIFICATION_RECEIVED_MOE", {}).data == {"campaign_id": None}


@both_platforms
def test_a_list_and_an_object_are_values_as_any(platform: str) -> None:
    call = a_call(USER_ATTRIBUTE, {"cart": {"items": [1, "two", None]}}, platform)

    assert call.data == {"value": {"items": [1, "two", None]}, "form": "plain"}


@pytest.mark.parametrize("action", ["TOKEN_EVENT", "MOE_IN_APP_SHOWN", "", "moe_logout"])
def test_every_other_action_is_an_event_by_its_name(action: str) -> None:
    call = a_call(action)

    assert (call.kind, call.name) == ("event_tracked", action)


@pytest.mark.parametrize(
    ("platform", "point", "reason"),
    [
        ("android", 7, "the data point is the number 7, not an object"),
        ("android", {}, "EVENT_ACTION is missing"),
        ("android", a_point(EVENT_ATTRS={}), "EVENT_ATTRS is an object, not JSON text as Android sends it"),
        (
            "android",
            a_point(EVENT_ATTRS="{"),
            "EVENT_ATTRS is not JSON: Expecting property name enclosed in double quotes",
        ),
        ("android", a_point(EVENT_ATTRS=""), "EVENT_ATTRS is empty"),
        ("android", a_point(EVENT_ATTRS="[1]"), "EVENT_ATTRS is a list, not a JSON object"),
        ("android", a_point(EVENT_ATTRS_CUST=7), "EVENT_ATTRS_CUST is the number 7, not JSON text as Android sends it"),
        ("ios", a_point(EVENT_ATTRS="{}"), "EVENT_ATTRS is the text '{}', not an object"),
        ("ios", a_point(platform="ios", EVENT_ATTRS_CUST="{}"), "EVENT_ATTRS_CUST is the text '{}', not an object"),
        ("ios", {**a_point(platform="ios"), "EVENT_ATTRS": None}, "EVENT_ATTRS is null, not an object"),
        ("android", a_point(EVENT_G_TIME="soon"), "EVENT_G_TIME is the text 'soon', not milliseconds"),
        ("android", a_point(EVENT_L_TIME=1), "EVENT_L_TIME is the number 1, not day:month:year:hour:minute:second"),
        ("android", a_point(USER_ATTRIBUTE), "EVENT_ACTION_USER_ATTRIBUTE sets no attribute"),
        (
            "android",
            a_point(USER_ATTRIBUTE, {"USER_ATTRIBUTE_UNIQUE_ID": 42}),
            "USER_ATTRIBUTE_UNIQUE_ID is the number 42, not text",
        ),
        (
            "android",
            a_point(USER_ATTRIBUTE, {"USER_ATTRIBUTE_UNIQUE_ID": "n", "USER_ID_MODIFIED_FROM": 1}),
            "USER_ID_MODIFIED_FROM is the number 1, not text",
        ),
    ],
)
def test_a_point_of_another_form_is_undecoded_and_the_others_are_not(platform: str, point: Any, reason: str) -> None:
    good = a_point("Good", platform=platform)
    exchange = an_exchange(MOENGAGE_REPORT, a_report(good, point, good, platform=platform))

    first, broken, last = decode(exchange)

    assert isinstance(broken, Undecoded)
    assert (broken.vendor, broken.source) == ("moengage", "75e4 /viewsInfo/1")
    assert broken.reason.startswith(reason)
    assert broken.ids == {ANONYMOUS.lower(), DEVICE}
    assert isinstance(first, Call)
    assert isinstance(last, Call)


@pytest.mark.parametrize("attributes", ["{}", {}])
def test_a_body_that_does_not_say_its_platform_may_have_either_form(attributes: object) -> None:
    body = {**a_report(a_point(EVENT_ATTRS=attributes)), "query_params": {}}

    assert not reasons_of(an_exchange(MOENGAGE_REPORT, body))
