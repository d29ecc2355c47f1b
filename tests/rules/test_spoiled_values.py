from __future__ import annotations

from typing import Any

import pytest

from tests.rules.a_life import SETTINGS, Life, a_life

TRAITS = {
    "phone is text that begins as a number does": {"phone": "+4915112345678"},
    "time is text that begins as a number does": {"time": "10:30"},
    "size.inner[] is text that begins as a number does": {"size": {"inner": ["12 kg"]}},
    "ratio is the text 'NaN'": {"ratio": "NaN"},
    "address is no object": {"address": "Main Street"},
    "location is no object": {"location": None},
    "location lacks latitude or longitude": {"location": {"lat": 1, "lng": 2}},
    "traits.userId is no text": {"userId": 42},
}


def warnings(life: Life) -> list[str]:
    return [
        one.message
        for one in life.judged(is_settled=False)
        if one.rule == "spoiled_values" and one.severity == "warning"
    ]


@pytest.mark.parametrize("said", TRAITS)
def test_a_value_that_is_known_to_be_spoiled_is_named(said: str) -> None:
    life = a_life()
    life.sent(life.message("identify", traits=TRAITS[said]))
    assert len([one for one in warnings(life) if one.startswith(f"identify: {said}")]) == 1


@pytest.mark.parametrize(
    "traits", [{"day": "2026-01-02T03:04:05.678Z", "word": "yes", "n": 7}, {"address": {"city": "Oslo"}}]
)
def test_other_values_are_none(traits: dict[str, Any]) -> None:
    life = a_life()
    life.sent(life.message("identify", traits=traits))
    assert warnings(life) == []


def test_ios_keeps_text() -> None:
    life = a_life("ios")
    life.sent(life.message(properties={"phone": "+4915112345678"}))
    assert warnings(life) == []


def test_a_call_right_after_reset_is_named() -> None:
    life = Life()
    life.sent(life.message(), life.message(anonymousId=life.uuid(9)))
    assert warnings(life) == ["track was made within 0.3 s of a reset: MoEngage may get it first"]


@pytest.mark.parametrize("entry", [{}, {"apiKey": ""}, {"apiKey": 7}, False])
def test_settings_without_a_usable_key_are_named(entry: object) -> None:
    life = Life().told("foreground")
    life.asked(SETTINGS, answer={"integrations": {"Segment.io": {}, "MoEngage": entry}}, method="GET")
    assert [one for one in warnings(life) if one.startswith("the settings name MoEngage without a usable apiKey")]
