from __future__ import annotations

import json
from typing import Any

import pytest

from harness.calls import Call, Exchange
from harness.patterns.fields import ABSENT, NOBODY, a_uuid, an_iso_time, containing
from harness.patterns.pattern import Pattern
from harness.patterns.segment import (
    aliased,
    grouped,
    identified,
    page_viewed,
    screen_viewed,
    settings_fetched,
    telemetry_sent,
    tracked,
)
from harness.people import User
from harness.wire.decode import decode

ADA = User("ada-1", "ada-1@example.com", "Ada")


def received(**message: Any) -> Call:
    """The call that Segment's decoder makes of a message."""
    body = json.dumps({"batch": [{"anonymousId": "anon-1", "messageId": "m-1", **message}]})
    (call,) = decode(Exchange("75e4", "phone", 0.0, "POST", "https://api.segment.io/v1/b", request_body=body.encode()))
    assert isinstance(call, Call)
    return call


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        (identified(), {"type": "identify"}),
        (identified(ADA), {"type": "identify", "userId": "ada-1"}),
        (identified(ADA, traits={"plan": "pro"}), {"type": "identify", "userId": "ada-1", "traits": {"plan": "pro"}}),
        (identified(NOBODY, traits=ABSENT), {"type": "identify"}),
        (identified(traits=containing({"a": {"b": 1}})), {"type": "identify", "traits": {"a": {"b": 1, "c": 2}}}),
        (tracked("E", properties=ABSENT), {"type": "track", "event": "E"}),
        (tracked("E", properties=ABSENT), {"type": "track", "event": "E", "properties": {}}),
        (screen_viewed("Home"), {"type": "screen", "name": "Home", "category": "Docs"}),
        (screen_viewed("Home", category="Docs"), {"type": "screen", "name": "Home", "category": "Docs"}),
        (screen_viewed("Home", category=ABSENT), {"type": "screen", "name": "Home", "category": ""}),
        (screen_viewed("Home", category=ABSENT), {"type": "screen", "name": "Home"}),
        (
            screen_viewed("Home", ADA, properties={"s": 1}),
            {"type": "screen", "name": "Home", "userId": "ada-1", "properties": {"s": 1}},
        ),
        (
            page_viewed("Home", ADA, category="Docs", properties={"s": 1}),
            {"type": "page", "name": "Home", "userId": "ada-1", "category": "Docs", "properties": {"s": 1}},
        ),
        (
            grouped("g-1", ADA, traits={"plan": "pro"}),
            {"type": "group", "groupId": "g-1", "userId": "ada-1", "traits": {"plan": "pro"}},
        ),
        (aliased(ADA, previous="old"), {"type": "alias", "userId": "ada-1", "previousId": "old"}),
        (aliased(ADA, previous=User("old", "", "")), {"type": "alias", "userId": "ada-1", "previousId": "old"}),
        (aliased("n", previous=ABSENT), {"type": "alias", "userId": "n"}),
    ],
)
def test_a_pattern_matches_its_message(pattern: Pattern, message: dict[str, Any]) -> None:
    assert pattern.mismatches(received(**message)) == ()


@pytest.mark.parametrize(
    ("pattern", "message", "text"),
    [
        (identified(ADA), {"type": "identify", "userId": "bea-1"}, "user_id: expected 'ada-1', got 'bea-1'"),
        (identified(traits={"a": 1}), {"type": "identify"}, "traits.a: expected 1, got ABSENT"),
        (identified(traits=ABSENT), {"type": "identify", "traits": {"a": 1}}, "traits: expected ABSENT, got {'a': 1}"),
        (screen_viewed("Home"), {"type": "screen", "name": "Cart"}, "name: expected 'Home', got 'Cart'"),
        (
            screen_viewed("Home", category="Docs"),
            {"type": "screen", "name": "Home", "category": ""},
            "category: expected 'Docs', got ABSENT",
        ),
        (
            screen_viewed("Home", category=ABSENT),
            {"type": "screen", "name": "Home", "category": "D"},
            "category: expected ABSENT, got 'D'",
        ),
        (page_viewed("Home"), {"type": "page", "name": "Cart"}, "name: expected 'Home', got 'Cart'"),
        (
            page_viewed("Home"),
            {"type": "screen", "name": "Home"},
            "kind: expected 'segment page', got 'segment screen'",
        ),
        (grouped("g-1"), {"type": "group", "groupId": "g-2"}, "name: expected 'g-1', got 'g-2'"),
        (aliased("n"), {"type": "alias", "userId": "m"}, "user_id: expected 'n', got 'm'"),
        (aliased("n", previous="o"), {"type": "alias", "userId": "n"}, "previous_id: expected 'o', got ABSENT"),
        (
            aliased("n", previous=a_uuid),
            {"type": "alias", "userId": "n", "previousId": "o"},
            "previous_id: expected a_uuid, got 'o'",
        ),
        (tracked("E"), {"type": "identify"}, "kind: expected 'segment track', got 'segment identify'"),
    ],
)
def test_a_pattern_names_what_differs(pattern: Pattern, message: dict[str, Any], text: str) -> None:
    assert [str(one) for one in pattern.mismatches(received(**message))] == [text]


def test_a_pattern_shows_what_was_asked_for() -> None:
    assert str(screen_viewed("Home", ADA, category="Docs", properties={"at": an_iso_time})) == (
        "segment screen(name='Home', user_id='ada-1', category='Docs', properties={'at': an_iso_time})"
    )
    assert str(aliased("new", previous="old")) == "segment alias(user_id='new', previous_id='old')"
    assert str(grouped("g-1")) == "segment group(name='g-1')"


def test_start_up_and_telemetry_have_patterns() -> None:
    settings = Call("segment", "settings_fetched", "phone", "1 /", status=200)
    telemetry = Call("segment", "telemetry_sent", "phone", "2 /", data={"metrics": ["m"]}, status=200)

    assert settings_fetched(status=200).matches(settings)
    assert not settings_fetched(status=500).matches(settings)
    assert telemetry_sent().matches(telemetry)
    assert telemetry_sent(metrics=["m"]).matches(telemetry)
    assert not telemetry_sent(metrics=["n"]).matches(telemetry)
    assert not settings_fetched().matches(telemetry)


def test_settings_are_described_by_what_was_answered() -> None:
    data = {"integrations": ["Segment.io", "MoEngage"], "workspace_id": "W"}
    on = Call("segment", "settings_fetched", "phone", "1 /", data=data)
    off = Call(
        "segment", "settings_fetched", "phone", "1 /", data={"integrations": ["Segment.io"], "workspace_id": None}
    )

    assert settings_fetched(workspace_id="W", integrations=["Segment.io", "MoEngage"]).matches(on)
    assert settings_fetched(workspace_id=ABSENT).matches(off)
    assert not settings_fetched(workspace_id=ABSENT).matches(on)
