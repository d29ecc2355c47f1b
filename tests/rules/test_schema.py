from __future__ import annotations

from typing import Any

import pytest

from tests.rules.a_life import GONE, MOENGAGE, Life, a_life, changed

BOTH = [
    ("messageId", GONE, "messageId is missing"),
    ("messageId", "m-1", "messageId is 'm-1'"),
    ("anonymousId", "anonymousId", "anonymousId is 'anonymousId'"),
    ("timestamp", GONE, "timestamp is missing"),
    ("integrations", GONE, "integrations is missing"),
    ("_metadata", GONE, "_metadata.bundled is missing"),
    ("context.app.name", GONE, "context.app.name is missing"),
    ("context.app.version", "", "context.app.version is ''"),
    ("context.device", GONE, "context.device.manufacturer is missing"),
    ("context.os.name", GONE, "context.os.name is missing"),
    ("context.screen.width", 0, "context.screen.width is 0"),
    ("context.locale", "", "context.locale is ''"),
    ("context.timezone", GONE, "context.timezone is missing"),
    ("context.userAgent", GONE, "context.userAgent is missing"),
    ("context.network", GONE, "context.network is missing"),
    ("context.instanceId", "1", "context.instanceId is '1'"),
    ("userId", None, "userId is None"),
    ("sentAt", "2026-01-02T03:04:05.678Z", "sentAt is no key of a message in a batch"),
]


def said_of(life: Life, message: dict[str, Any]) -> str:
    life.sent(message)
    return "\n".join(one for one in life.said(is_settled=False) if one.startswith("schema"))


@pytest.mark.parametrize("platform", ["android", "ios"])
@pytest.mark.parametrize(("path", "value", "said"), BOTH)
def test_what_every_message_must_have(platform: str, path: str, value: Any, said: str) -> None:
    life = a_life(platform)
    assert said in said_of(life, changed(life.message(), path, value))


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("track", {"event": "Bought"}, "track: properties is missing"),
        ("screen", {"name": "Home", "properties": {}}, "screen: category is missing"),
        ("alias", {"userId": "ada"}, "alias: previousId is missing"),
        ("track", {"event": "", "properties": {}}, "track: event is ''"),
    ],
)
def test_what_android_never_leaves_out(kind: str, fields: dict[str, Any], said: str) -> None:
    life = a_life()
    message = {**life.message("group"), "type": kind, **fields}
    assert said in said_of(life, message)


@pytest.mark.parametrize("kind", ["identify", "group", "alias", "screen"])
def test_what_ios_may_leave_out(kind: str) -> None:
    life = a_life("ios")
    own = {"group": {"groupId": "g"}, "alias": {"userId": "ada-1"}, "screen": {"name": "Home"}}.get(kind, {})
    assert said_of(life, life.message(kind, **own)) == ""


def test_ids_have_their_platforms_form() -> None:
    life = a_life("ios")
    message = life.message()
    assert "messageId is" in said_of(life, changed(message, "messageId", message["messageId"].lower()))


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("query_params.unique_id", GONE, "unique_id is missing"),
        ("query_params.device_ts", "soon", "device_ts is 'soon'"),
        ("meta.bid", GONE, "report: meta.bid is missing"),
        ("meta.request_time", "yesterday", "report: meta.request_time is 'yesterday'"),
    ],
)
def test_what_every_report_must_have(path: str, value: Any, said: str) -> None:
    life = a_life()
    life.asked(
        f"{MOENGAGE}/v2/sdk/report/WORKSPACE_DEBUG", changed(life.report(life.point()), path, value), **life.app_key()
    )
    assert [one for one in life.said(is_settled=False) if one.startswith("schema") and said in one]


def test_a_key_that_nobody_knows_is_an_error_of_our_own_app_and_a_warning_of_others() -> None:
    life = a_life()
    life.sent(changed(life.message(), "context.extra", 1))
    severities = [
        [one.severity for one in life.judged(is_settled=False, **more) if one.rule == "schema"]
        for more in ({}, {"is_told": False, "build": None})
    ]
    assert severities == [["error"], ["warning"]]


def test_what_cannot_be_read_is_found() -> None:
    life = a_life().asked(f"{MOENGAGE}/v9/new", {"a": 1}, **a_life().app_key())
    assert [one for one in life.said() if one.startswith("schema: it cannot be read: unknown endpoint")]
