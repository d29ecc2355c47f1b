from __future__ import annotations

import pytest

from harness.calls import Action, Entry, Exchange, Note, What
from harness.traffic import PhoneClock, Traffic, texts_in
from tests.rules.a_life import UPLOAD, Life, a_life


def entries(*things: What) -> list[Entry]:
    return [Entry(index, 0.0, "test", one) for index, one in enumerate(things)]


def clock(ahead_s: float) -> Note:
    return Note("clock", "phone", "", {"ahead_s": ahead_s})


def test_the_phones_clock_moves_with_what_a_test_does() -> None:
    told = Action("let_pass", "phone", {"seconds": 60}), Action("set_clock", "phone", {"offset_s": -3600.0})
    moved = PhoneClock.of(entries(clock(2.0), *told, clock(70.0)))
    assert moved is not None
    assert [seconds for _, seconds in moved.steps] == [2.0, 62.0, -3538.0, 70.0]
    assert moved.bounds == (-3538.0, 70.0)


def test_without_a_note_of_it_nothing_is_known_of_the_clock() -> None:
    assert PhoneClock.of(entries(Action("let_pass", "phone", {"seconds": 60}))) is None


def test_fences_are_messages_but_no_calls() -> None:
    life = a_life()
    life.sent(life.message(event="Harness Fence"))
    traffic = life.traffic()
    assert [call.name for call in traffic.segment] == ["Bought", "Harness Fence"]
    assert "Harness Fence" not in [call.name for _, call in traffic.calls]


@pytest.mark.parametrize(("platform", "said"), [("android", "android"), ("ios", "ios")])
def test_a_call_says_its_platform(platform: str, said: str) -> None:
    traffic = a_life(platform).traffic(platform="")
    assert {traffic.platform_of(call) for call in [*traffic.segment, *traffic.moengage]} == {said}


@pytest.mark.parametrize(
    ("status", "condition", "is_acknowledged"),
    [(200, "", True), (204, "", True), (500, "", False), (None, "", False), (200, "answer truncated", False)],
)
def test_what_the_sdk_was_told_is_what_was_acknowledged(
    status: int | None, condition: str, is_acknowledged: bool
) -> None:
    life = Life()
    life.sent(life.message(), status=status, condition=condition)
    traffic = life.traffic()
    assert traffic.is_acknowledged(traffic.segment[0]) is is_acknowledged


def test_what_has_no_readable_url_is_left_out() -> None:
    bad = Exchange("aa", "phone", 0.0, "POST", "https://[bad/v1/b")
    good = Exchange("bb", "phone", 0.0, "POST", UPLOAD)
    assert [one.id for one in Traffic(entries(bad, good)).to_vendors] == ["bb"]


def test_texts_are_found_however_deep() -> None:
    assert list(texts_in({"a": ["b", {"c": "d"}], "e": 7, "f": None})) == ["b", "d"]
