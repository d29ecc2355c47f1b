from __future__ import annotations

from typing import Any

import pytest

from harness.calls import Call, Unknown
from harness.wire.decode import decode
from tests.wire.bodies import DEVICE, MOENGAGE_REPORT, a_point, a_report, an_exchange, call_of, unknown_in

HOST = "https://sdk-01.moengage.com"
QUERY = {"os": "ANDROID", "unique_id": DEVICE}


@pytest.mark.parametrize(
    ("more", "met"),
    [
        ({"foo": 1}, ("field", "body.foo", "/")),
        ({"meta": {"bid": "b", "foo": 1}}, ("field", "meta.foo", "/meta")),
        ({"meta": {"bid": "b", "dev_pref": {"foo": 1}}}, ("field", "meta.dev_pref.foo", "/meta")),
        ({"meta": {"integrations": [{"type": "s", "foo": 1}]}}, ("field", "meta.integrations.foo", "/meta")),
        ({"identifiers": {"foo": "x"}}, ("field", "identifiers.foo", "/identifiers")),
        ({"query_params": {**QUERY, "foo": "x"}}, ("field", "query_params.foo", "/query_params")),
    ],
)
def test_an_unknown_key_of_a_report_is_said_beside_its_points(more: Any, met: tuple[str, str, str]) -> None:
    exchange = an_exchange(MOENGAGE_REPORT, a_report(a_point("A"), a_point("B"), **more))

    assert unknown_in(exchange) == [met]
    assert [one.name for one in decode(exchange) if isinstance(one, Call)] == ["A", "B"]


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_unknown_keys_of_points_are_said_once_where_they_are_first_met(platform: str) -> None:
    odd = a_point("A", platform=platform, foo=1, EVENT_ATTRS_CUST={"timestamp": [{"d": 1}], "colour": [{"c": "red"}]})
    plain = a_point("B", platform=platform)
    exchange = an_exchange(MOENGAGE_REPORT, a_report(plain, odd, odd, platform=platform))

    assert unknown_in(exchange) == [
        ("field", "viewsInfo.foo", "/viewsInfo/1"),
        ("field", "EVENT_ATTRS_CUST.colour", "/viewsInfo/1"),
    ]
    assert [one.data for one in decode(exchange) if isinstance(one, Call)] == [{}, {"d": 1}, {"d": 1}]


@pytest.mark.parametrize("action", ["MOE_X", "MO_X", "EVENT_ACTION_X", "NOTIFICATION_X", "DT_X"])
def test_an_action_of_the_sdk_that_nobody_knows_is_said_and_an_event(action: str) -> None:
    exchange = an_exchange(MOENGAGE_REPORT, a_report(a_point(action)))

    assert unknown_in(exchange) == [("action", action, "/viewsInfo/0")]
    assert [one.name for one in decode(exchange) if isinstance(one, Call)] == [action]


@pytest.mark.parametrize(
    "action",
    ["Order Completed", "MOE_IN_APP_SHOWN", "INSTALL", "TOKEN_EVENT", "MOE_PUSH_PERMISSION_STATE_ALLOWED", "moe_x"],
)
def test_an_apps_event_and_a_known_action_are_not_unknown(action: str) -> None:
    assert call_of(an_exchange(MOENGAGE_REPORT, a_report(a_point(action, {"any": "attribute"})))).data["any"]


def test_what_is_unknown_belongs_to_its_sender() -> None:
    _, unknown = decode(an_exchange(MOENGAGE_REPORT, a_report(a_point(), foo=1)))

    assert isinstance(unknown, Unknown)
    assert DEVICE in unknown.ids


@pytest.mark.parametrize(
    ("path", "body", "names"),
    [
        ("/v2/sdk/device/W", {"MODEL": "m", "BATTERY": 3, "query_params": QUERY}, ["body.BATTERY"]),
        ("/v3/sdkconfig/ios/W", {"query_params": {**QUERY, "x": 1}, "device": {}}, ["body.device", "query_params.x"]),
        ("/v1/cards/user", {"query_params": {**QUERY, "x": 1}, "prev_sync_cards": []}, ["query_params.x"]),
        ("/v2/sdk/device/W", {"meta": {"bid": "b", "query_params": {**QUERY, "x": 1}}}, ["meta.query_params.x"]),
    ],
)
def test_every_request_says_what_is_unknown_of_it(path: str, body: Any, names: list[str]) -> None:
    exchange = an_exchange(f"{HOST}{path}", body)

    assert [name for _, name, _ in unknown_in(exchange)] == names
    assert isinstance(decode(exchange)[0], Call)


def test_customs_that_are_no_json_are_undecoded_not_unknown() -> None:
    assert unknown_in(an_exchange(MOENGAGE_REPORT, a_report(a_point(EVENT_ATTRS_CUST="{")))) == []
    assert unknown_in(an_exchange(MOENGAGE_REPORT, a_report(7, a_point()))) == []
