"""Tokens and payloads have the platforms' forms."""

from __future__ import annotations

import random
import re

import pytest

from harness import pushes
from harness.pushes import campaign_of, title_of

ANDROID_PUSH = {"push_from": "moengage", "gcm_campaign_id": "c-1"}
IOS_PUSH = {"aps": {}, "moengage": {"cid": "c-1"}}


def test_tokens_have_the_form_of_their_platform_and_are_never_the_same() -> None:
    draws = random.Random("seed")
    android = [pushes.draw_token("android", draws) for _ in range(20)]
    ios = [pushes.draw_token("ios", draws) for _ in range(20)]
    assert all(re.fullmatch(r"[\w-]{22}:APA91b[\w-]{134}", token) for token in android)
    assert all(re.fullmatch(r"[0-9a-f]{64}", token) for token in ios)
    assert len({*android, *ios}) == 40


def test_a_seed_draws_the_same_again() -> None:
    assert pushes.draw_token("ios", random.Random("s")) == pushes.draw_token("ios", random.Random("s"))


def test_a_payload_of_moengage_says_so_and_another_does_not() -> None:
    assert pushes.moengage_push("android", "c1")["push_from"] == "moengage"
    assert pushes.moengage_push("ios", "c1")["moengage"]["cid"] == "c1"
    assert "push_from" not in pushes.foreign_push("android", "Hello")
    assert "moengage" not in pushes.foreign_push("ios", "Hello")
    assert pushes.foreign_push("ios", "Hello", wakes=True)["aps"]["content-available"] == 1
    assert "content-available" not in pushes.foreign_push("ios", "Hello")["aps"]
    assert pushes.foreign_push("android", "Hello", wakes=True) == {"title": "Hello"}
    assert all(isinstance(value, str) for value in pushes.moengage_push("android", "c1").values())


def test_a_push_that_leads_to_a_page_says_so_where_it_is_known_how() -> None:
    page = "https://www.example.com/sale"
    android = pushes.moengage_push("android", "c1", page)
    assert (android["gcm_notificationType"], android["gcm_webUrl"]) == ("gcm_webNotification", page)
    assert "gcm_webUrl" not in pushes.moengage_push("android", "c1")
    assert pushes.moengage_push("ios", "c1", page) == pushes.moengage_push("ios", "c1")


@pytest.mark.parametrize(
    ("payload", "campaign"),
    [
        (ANDROID_PUSH, "c-1"),
        (IOS_PUSH, "c-1"),
        ({"moengage": "text"}, None),
        ({"gcm_campaign_id": 7}, None),
        ({}, None),
        (None, None),
    ],
)
def test_a_campaign_is_read_from_either_platforms_payload(payload: object, campaign: str | None) -> None:
    assert campaign_of(payload) == campaign


@pytest.mark.parametrize(
    ("payload", "title"),
    [
        ({"gcm_title": "A"}, "A"),
        ({"aps": {"alert": {"title": "A"}}}, "A"),
        ({"aps": 7}, None),
        ({"aps": {"alert": {"body": "B"}}}, None),
        ("text", None),
    ],
)
def test_a_title_is_read_from_either_platforms_payload(payload: object, title: str | None) -> None:
    assert title_of(payload) == title
