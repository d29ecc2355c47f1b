from __future__ import annotations

from typing import Any

import pytest

from harness.calls import Call
from harness.patterns.fields import ABSENT, NOBODY, containing, like
from harness.patterns.moengage import (
    app_exited,
    app_installed,
    app_opened,
    app_reinstalled,
    app_updated,
    attribute_set,
    cards_fetched,
    config_fetched,
    device_attribute_set,
    device_registered,
    event_tracked,
    in_app_fetched,
    notification_cleared,
    notification_clicked,
    notification_received,
    requested,
    session_ended,
    session_started,
    signed_in,
    signed_out,
    user_aliased,
    user_deleted,
    wire_key,
)
from harness.patterns.pattern import Pattern
from harness.people import User
from tests.patterns.calls import ANONYMOUS, at_moengage

ADA = User("ada-1", "ada-1@example.com", "Ada")
EMAIL = at_moengage("attribute_set", "USER_ATTRIBUTE_USER_EMAIL", data={"value": ADA.email, "form": "plain"})


@pytest.mark.parametrize(
    ("trait", "key"),
    [
        ("email", "USER_ATTRIBUTE_USER_EMAIL"),
        ("name", "USER_ATTRIBUTE_USER_NAME"),
        ("firstName", "USER_ATTRIBUTE_USER_FIRST_NAME"),
        ("lastName", "USER_ATTRIBUTE_USER_LAST_NAME"),
        ("phone", "USER_ATTRIBUTE_USER_MOBILE"),
        ("gender", "USER_ATTRIBUTE_USER_GENDER"),
        ("birthday", "USER_ATTRIBUTE_USER_BDAY"),
        ("location", "USER_ATTRIBUTE_USER_LOCATION"),
        ("anonymousId", "USER_ATTRIBUTE_SEGMENT_ID"),
        ("plan", "plan"),
        ("USER_ATTRIBUTE_USER_EMAIL", "USER_ATTRIBUTE_USER_EMAIL"),
    ],
)
def test_a_trait_becomes_its_attribute(trait: str, key: str) -> None:
    assert wire_key(trait) == key
    assert attribute_set(trait).name == key


@pytest.mark.parametrize(
    ("pattern", "call"),
    [
        (signed_in(), at_moengage("signed_in", user_id="bea-1")),
        (signed_in(ADA), at_moengage("signed_in", user_id="ada-1")),
        (notification_received("c-1"), at_moengage("notification_received", data={"campaign_id": "c-1"})),
        (notification_received(ABSENT), at_moengage("notification_received", data={"campaign_id": None})),
        (
            notification_clicked("c-1", ADA, properties={"n": 1}),
            at_moengage("notification_clicked", user_id="ada-1", data={"campaign_id": "c-1", "n": 1}),
        ),
        (notification_cleared(), at_moengage("notification_cleared", data={"campaign_id": "c-1"})),
        (app_reinstalled(), at_moengage("app_reinstalled")),
        (config_fetched({"e_b_c": 1}), at_moengage("config_fetched", data={"document": {"e_b_c": 1}})),
        (config_fetched(ABSENT), at_moengage("config_fetched", data={"document": None})),
        (in_app_fetched(status=200), at_moengage("in_app_fetched", status=200)),
        (cards_fetched(), at_moengage("cards_fetched")),
        (user_deleted(), at_moengage("user_deleted")),
        (signed_in(ADA, anonymous_id=ANONYMOUS.upper()), at_moengage("signed_in", user_id="ada-1")),
        (signed_out(), at_moengage("signed_out", data={"forced": True})),
        (signed_out(forced=False), at_moengage("signed_out", data={"forced": False})),
        (user_aliased(ADA, previous="old"), at_moengage("aliased", user_id="ada-1", data={"previous_id": "old"})),
        (attribute_set("email", ADA.email), EMAIL),
        (attribute_set("email"), EMAIL),
        (attribute_set("email", like("@example")), EMAIL),
        (attribute_set("none", None), at_moengage("attribute_set", "none", data={"value": None, "form": "plain"})),
        (attribute_set("at", 0), at_moengage("attribute_set", "at", data={"value": 0, "form": "timestamp"})),
        (attribute_set(), EMAIL),
        (device_attribute_set("model", "x"), at_moengage("device_attribute_set", "model", data={"value": "x"})),
        (event_tracked("E", NOBODY), at_moengage("event_tracked", "E", data={"n": 1})),
        (
            event_tracked("E", ADA, properties={"n": 1}),
            at_moengage("event_tracked", "E", user_id="ada-1", data={"n": 1, "m": 2}),
        ),
        (event_tracked("E", properties=ABSENT), at_moengage("event_tracked", "E")),
        (device_registered(), at_moengage("device_registered", data={"push_token": None})),
        (device_registered("t"), at_moengage("device_registered", data={"push_token": "t"})),
        (device_registered(ABSENT), at_moengage("device_registered", data={"push_token": None})),
        (config_fetched(status=200), at_moengage("config_fetched", status=200)),
        (
            config_fetched(context={"is_debug": True}),
            at_moengage("config_fetched", context={"is_debug": True, "os": "x"}),
        ),
        (app_opened(properties={"ACTIVITY_NAME": "Main"}), at_moengage("app_opened", data={"ACTIVITY_NAME": "Main"})),
        (app_opened(properties=ABSENT), at_moengage("app_opened")),
        (app_exited(), at_moengage("app_exited")),
        (session_started(), at_moengage("session_started")),
        (session_ended(), at_moengage("session_ended")),
        (app_installed(properties={"VERSION": 1}), at_moengage("app_installed", data={"VERSION": 1, "os": "ANDROID"})),
        (app_updated(properties=containing({"VERSION_TO": 2})), at_moengage("app_updated", data={"VERSION_TO": 2})),
        (requested("cards"), at_moengage("requested", "cards")),
    ],
)
def test_a_pattern_matches_its_call(pattern: Pattern, call: Call) -> None:
    assert pattern.mismatches(call) == ()


@pytest.mark.parametrize(
    ("pattern", "call", "text"),
    [
        (signed_in(ADA), at_moengage("signed_in", user_id="bea-1"), "user_id: expected 'ada-1', got 'bea-1'"),
        (
            signed_out(forced=True),
            at_moengage("signed_out", data={"forced": False}),
            "forced: expected True, got False",
        ),
        (user_aliased("n"), at_moengage("aliased", user_id="m"), "user_id: expected 'n', got 'm'"),
        (attribute_set("email", "x"), EMAIL, f"value: expected 'x', got '{ADA.email}'"),
        (attribute_set("plan"), EMAIL, "name: expected 'plan', got 'USER_ATTRIBUTE_USER_EMAIL'"),
        (
            attribute_set("plan", 1),
            at_moengage("attribute_set", "plan", data={"value": True}),
            "value: expected 1, got True",
        ),
        (
            attribute_set("company", {"a": 1}),
            at_moengage("attribute_set", "company", data={"value": {"a": 1, "b": 2}}),
            "value.b: expected ABSENT, got 2",
        ),
        (
            event_tracked("E", NOBODY),
            at_moengage("event_tracked", "E", user_id="u"),
            "user_id: expected NOBODY, got 'u'",
        ),
        (
            event_tracked("E", properties={"cart": {"items": [1, {"sku": "A"}]}}),
            at_moengage("event_tracked", "E", data={"cart": {"items": [1, {"sku": "B"}]}}),
            "properties.cart.items[1].sku: expected 'A', got 'B'",
        ),
        (
            device_registered("t"),
            at_moengage("device_registered", data={"push_token": None}),
            "push_token: expected 't', got ABSENT",
        ),
        (
            device_registered(ABSENT),
            at_moengage("device_registered", data={"push_token": "t"}),
            "push_token: expected ABSENT, got 't'",
        ),
        (requested("cards"), at_moengage("requested", "geofences"), "name: expected 'cards', got 'geofences'"),
        (app_exited(), at_moengage("app_opened"), "kind: expected 'moengage app_exited', got 'moengage app_opened'"),
        (config_fetched(status=200), at_moengage("config_fetched", status=500), "status: expected 200, got 500"),
    ],
)
def test_a_pattern_names_what_differs(pattern: Pattern, call: Call, text: str) -> None:
    assert [str(one) for one in pattern.mismatches(call)] == [text]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (signed_in(ADA), "moengage signed_in(user_id='ada-1')"),
        (signed_out(), "moengage signed_out()"),
        (
            attribute_set("email", ADA.email),
            "moengage attribute_set(name='USER_ATTRIBUTE_USER_EMAIL', value='ada-1@example.com')",
        ),
        (
            event_tracked("E", NOBODY, properties={"n": 1}),
            "moengage event_tracked(name='E', user_id=NOBODY, properties={'n': 1})",
        ),
        (device_registered("t"), "moengage device_registered(push_token='t')"),
        (notification_clicked("c-1", ADA), "moengage notification_clicked(campaign_id='c-1', user_id='ada-1')"),
    ],
)
def test_a_pattern_reads_as_the_call_that_it_wants(pattern: Pattern, text: str) -> None:
    assert str(pattern) == text


def test_every_kind_but_undecided_ones_has_a_pattern() -> None:
    made: list[Any] = [
        signed_in(), signed_out(), user_aliased(), attribute_set(), device_attribute_set(), event_tracked(),
        device_registered(), config_fetched(), app_opened(), app_exited(), session_started(), session_ended(),
        app_installed(), app_updated(), requested(), app_reinstalled(), notification_received(), notification_clicked(),
        notification_cleared(), in_app_fetched(), cards_fetched(), user_deleted(),
    ]  # fmt: skip

    from harness.wire.moengage_modules import BEGINNINGS, EXACTLY
    from harness.wire.moengage_points import ATTRIBUTES, KINDS

    kinds = {*KINDS.values(), *ATTRIBUTES.values(), "signed_in", "aliased", "event_tracked"}
    kinds |= {kind for kind, _ in [*EXACTLY.values(), *BEGINNINGS.values()]}
    assert kinds <= {pattern.kind for pattern in made}
    assert len({pattern.kind for pattern in made}) == len(made)
