"""Tokens and payloads have the platforms' forms."""

from __future__ import annotations

import random
import re

from harness import pushes


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
    assert all(isinstance(value, str) for value in pushes.moengage_push("android", "c1").values())
