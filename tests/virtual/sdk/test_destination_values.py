from __future__ import annotations

import pytest

from harness.virtual.sdk.destination_values import NotAnObjectError, needed_object, number_of, read_api_key, text_of


@pytest.mark.parametrize(("value", "said"), [("WS1", "WS1"), ("", ""), (" WS ", " WS "), (123, "123"), (True, "true")])
def test_any_literal_is_an_api_key(value: object, said: str) -> None:
    """moedest.md 2.1"""
    assert read_api_key({"apiKey": value}) == said


@pytest.mark.parametrize("entry", [{}, {"apikey": "WS1"}, {"apiKey": None}, {"apiKey": {}}, {"apiKey": []}])
def test_anything_else_is_none(entry: dict[str, object]) -> None:
    with pytest.raises(NotAnObjectError):
        read_api_key(entry)


def test_an_absent_object_is_empty_and_a_wrong_one_an_exception() -> None:
    """moedest.md 3"""
    assert needed_object({}, "address") == {}
    with pytest.raises(NotAnObjectError, match="address is not a JsonObject"):
        needed_object({"address": None}, "address")


@pytest.mark.parametrize(
    ("value", "text", "number"),
    [
        ("48.1", "48.1", 48.1),
        (7, "7", 7.0),
        (True, "true", 0.0),
        (None, "", 0.0),
        ({}, "", 0.0),
        ("north", "north", 0.0),
    ],
)
def test_parts_of_a_place_are_read_as_text_and_as_numbers(value: object, text: str, number: float) -> None:
    """moedest.md 3"""
    assert (text_of(value), number_of(value)) == (text, number)
