from __future__ import annotations

from typing import Any

import pytest

from harness.wire.decode import decode
from harness.wire.moengage import knows
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

HOST = "https://sdk-01.moengage.com"
QUERY = {"os": "ANDROID", "app_id": "WORKSPACE_DEBUG", "unique_id": DEVICE}


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_fetching_the_configuration_is_a_call(platform: str) -> None:
    body = {"query_params": QUERY, "meta": {"integrations": [{"type": "segment", "version": "4.2.0"}]}}

    call = call_of(an_exchange(f"{HOST}/v3/sdkconfig/{platform}/WORKSPACE_DEBUG", body))

    assert (call.vendor, call.kind, call.source) == ("moengage", "config_fetched", "75e4 /")
    assert call.ids == {DEVICE}
    assert (call.context["workspace_id"], call.context["is_debug"]) == ("WORKSPACE", True)
    assert call.raw == body


@pytest.mark.parametrize(("given", "token"), [({"push_id": "t-1"}, "t-1"), ({"push_id": ""}, None), ({}, None)])
def test_registering_a_device_is_a_call_with_its_push_token(given: dict[str, str], token: str | None) -> None:
    body = {"MODEL": "sdk_gphone64", "meta": {"bid": "b-1"}, "query_params": {**QUERY, **given}}

    call = call_of(an_exchange(f"{HOST}/v2/sdk/device/WORKSPACE", body))

    assert (call.kind, call.data, call.message_id) == ("device_registered", {"push_token": token}, "b-1")
    assert (call.context["workspace_id"], call.context["is_debug"]) == ("WORKSPACE", False)
    assert call.raw["MODEL"] == "sdk_gphone64"


def test_a_push_token_of_another_form_is_undecoded() -> None:
    body = {"query_params": {**QUERY, "push_id": 7}}

    assert reasons_of(an_exchange(f"{HOST}/v2/sdk/device/W", body)) == {"/": "push_id is the number 7, not text"}


def test_every_point_of_a_report_is_a_call_in_its_order() -> None:
    calls = calls_of(an_exchange(MOENGAGE_REPORT, a_report(a_point("A"), a_point("MOE_LOGOUT"), a_point("B"))))

    assert [call.name or call.kind for call in calls] == ["A", "signed_out", "B"]
    assert [call.source for call in calls] == ["75e4 /viewsInfo/0", "75e4 /viewsInfo/1", "75e4 /viewsInfo/2"]


def test_a_report_sent_again_has_the_same_message_ids() -> None:
    first, second = (
        calls_of(an_exchange(MOENGAGE_REPORT, a_report(a_point("A"), a_point("B")), id=one)) for one in ("aaaa", "bbbb")
    )

    assert [call.message_id for call in first] == [call.message_id for call in second] == ["batch-1/0", "batch-1/1"]


def test_a_report_by_way_of_validation_is_a_report() -> None:
    call = call_of(an_exchange(f"{HOST}/integration/send_report_add_call", a_report(a_point("A"))))

    assert (call.name, call.context["workspace_id"], call.context["is_debug"]) == ("A", "WORKSPACE", True)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "the body is empty"),
        ({}, "viewsInfo is missing, not a list"),
        ({"viewsInfo": {}}, "viewsInfo is an object, not a list"),
        ({"viewsInfo": []}, "viewsInfo is empty"),
        (a_report(a_point(), identifiers={"moe_user_id": 7}), "moe_user_id is the number 7, not text"),
    ],
)
def test_a_report_without_points_or_sender_is_one_undecoded(body: Any, reason: str) -> None:
    assert reasons_of(an_exchange(MOENGAGE_REPORT, body)) == {"/": reason}
    assert len(decode(an_exchange(MOENGAGE_REPORT, body))) == 1


def test_a_count_that_is_not_that_of_the_points_is_said_beside_them() -> None:
    exchange = an_exchange(MOENGAGE_REPORT, a_report(a_point(), viewsCount=2))

    assert len(decode(exchange)) == 2
    assert reasons_of(exchange) == {"/viewsCount": "viewsCount is the number 2, viewsInfo has 1"}


@pytest.mark.parametrize("header", ["MOE-PAYLOAD-ENC-KEY-TYPE", "moe-payload-enc-algo"])
def test_an_encrypted_body_says_what_to_do(header: str) -> None:
    exchange = an_exchange(MOENGAGE_REPORT, {"data": "x"}, request_headers=((header, "default"),))

    assert reasons_of(exchange) == {
        "/": f"the body is encrypted ({header}): use a build without MoEngage's network encryption"
    }


@pytest.mark.parametrize(
    ("path", "purpose"),
    [
        ("/v3/campaigns/inapp/live/stats", "in-app statistics"),
        ("/v1/sdk_logging/android/WORKSPACE", "remote log"),
        ("/v1/cards/user/delete", "cards"),
        ("/integration/register_device", "validation registration"),
        ("/v2/device/enrol/", "user enrolment"),
    ],
)
def test_a_request_of_another_module_is_a_call_by_its_purpose(path: str, purpose: str) -> None:
    call = call_of(an_exchange(f"{HOST}{path}", {"query_params": QUERY}))

    assert (call.kind, call.name) == ("requested", purpose)
    assert call.ids == {DEVICE}
    assert call_of(an_exchange(f"{HOST}{path}", method="GET")).name == purpose


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/v3/campaigns/inapp/live", "in_app_fetched"),
        ("/v3/campaigns/inapp/live/", "in_app_fetched"),
        ("/v3/campaigns/inapp/live?unique_id=x&os=ANDROID", "in_app_fetched"),
        ("/v1/cards/user", "cards_fetched"),
        ("/v1/cards/get", "cards_fetched"),
        ("/v2/sdk/user/delete/WORKSPACE", "user_deleted"),
    ],
)
def test_a_request_with_a_meaning_of_its_own_is_a_kind(path: str, kind: str) -> None:
    call = call_of(an_exchange(f"{HOST}{path}", {"query_params": QUERY, "anything": "of the module's own"}))

    assert (call.kind, call.name) == (kind, None)
    assert call.ids == {DEVICE}


@pytest.mark.parametrize(
    ("status", "answer", "document"),
    [
        (200, b'{"e_b_c":1}', {"e_b_c": 1}),
        (200, b"{}", {}),
        (200, b"no JSON", None),
        (503, b"{}", None),
        (None, b"", None),
    ],
)
def test_the_configuration_is_what_was_answered(
    status: int | None, answer: bytes, document: dict[str, Any] | None
) -> None:
    call = call_of(an_exchange(f"{HOST}/v3/sdkconfig/ios/W", {}, status=status, response_body=answer))

    assert call.data == {"document": document}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v2/sdk/report/WORKSPACE"),
        ("POST", "/v2/sdk/user/forget/WORKSPACE"),
        ("OPTIONS", "/v1/cards/user"),
        ("POST", "/v2/sdk/report/"),
        ("POST", "/v2/sdk/report/W/more"),
        ("POST", "/v3/sdkconfig/web/WORKSPACE"),
        ("POST", "/v2/report/add"),
        ("POST", "/v2/device/add"),
        ("GET", "/websdksettings"),
    ],
)
def test_a_request_that_nobody_knows_is_undecoded_by_its_endpoint(method: str, path: str) -> None:
    assert reasons_of(an_exchange(f"{HOST}{path}", {}, method=method)) == {
        "/": f"unknown endpoint: {method} sdk-01.moengage.com{path}"
    }


def test_a_report_without_identifiers_belongs_to_nobody() -> None:
    call = call_of(an_exchange(MOENGAGE_REPORT, a_report(a_point(), identifiers={"segment_id": ANONYMOUS})))

    assert (call.user_id, call.anonymous_id) == (None, ANONYMOUS)


def test_data_tracking_is_known_by_its_path() -> None:
    assert knows("/v2/sdk/report/W")
    assert knows("/v3/sdkconfig/ios/W")
    assert not knows("/v1/cards/user")
