from __future__ import annotations

import pytest

from harness.wire.forms import FormError
from harness.wire.moengage_sender import read_sender
from tests.wire.bodies import ANONYMOUS, DEVICE, MOENGAGE_REPORT, a_point, a_report, an_exchange

EXCHANGE = an_exchange(MOENGAGE_REPORT)


def test_a_sender_has_its_user_installation_and_batch() -> None:
    sender = read_sender(EXCHANGE, a_report(a_point()), "WORKSPACE")

    assert (sender.user_id, sender.anonymous_id, sender.batch_id) == ("ada-1", ANONYMOUS, "batch-1")
    assert sender.ids == {ANONYMOUS.lower(), DEVICE}
    assert sender.context["unique_id"] == DEVICE.upper()
    assert sender.context["identifiers"]["segment_id"] == ANONYMOUS


def test_the_device_id_is_an_id_of_the_installation() -> None:
    body = {"query_params": {"unique_id": "U", "device_unique_id": "D"}}

    assert read_sender(EXCHANGE, body, "").ids == {"u", "d"}


def test_query_params_are_found_in_meta_too() -> None:
    body = {"meta": {"query_params": {"os": "iOS", "unique_id": "U"}}}

    sender = read_sender(EXCHANGE, body, "")

    assert sender.platform == "ios"
    assert sender.ids == {"u"}


@pytest.mark.parametrize(
    ("workspace", "workspace_id", "is_debug"), [("W_DEBUG", "W", True), ("W", "W", False), ("", "", False)]
)
def test_a_debug_build_says_so_behind_its_workspace(workspace: str, workspace_id: str, is_debug: bool) -> None:
    context = read_sender(EXCHANGE, {}, workspace).context

    assert (context["workspace_id"], context["is_debug"]) == (workspace_id, is_debug)


@pytest.mark.parametrize(
    ("os", "platform"), [("ANDROID", "android"), ("iOS", "ios"), ("web", ""), (7, ""), ({}, ""), (None, "")]
)
def test_the_platform_is_what_the_body_says(os: object, platform: str) -> None:
    assert read_sender(EXCHANGE, {"query_params": {"os": os}}, "").platform == platform


def test_a_sender_without_anything_is_nobody() -> None:
    sender = read_sender(EXCHANGE, {}, "")

    assert (sender.user_id, sender.anonymous_id, sender.batch_id, sender.ids) == (None, None, None, frozenset())
    assert sender.call("config_fetched", "/").message_id is None


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"identifiers": []}, "identifiers is a list, not an object"),
        ({"identifiers": {"moe_user_id": 42}}, "moe_user_id is the number 42, not text"),
        ({"identifiers": {"segment_id": None}}, "segment_id is null, not text"),
        ({"meta": 7}, "meta is the number 7, not an object"),
        ({"meta": {"bid": 7}}, "bid is the number 7, not text"),
        ({"query_params": "x"}, "query_params is the text 'x', not an object"),
    ],
)
def test_a_sender_of_another_form_is_named(body: dict[str, object], reason: str) -> None:
    with pytest.raises(FormError) as raised:
        read_sender(EXCHANGE, body, "")

    assert str(raised.value) == reason
