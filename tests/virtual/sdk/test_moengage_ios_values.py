from __future__ import annotations

import math

import pytest

from harness.virtual.sdk.moengage_ios_values import accepted, is_name, is_value


@pytest.mark.parametrize("value", [None, math.nan, math.inf, [], {}, ()])
def test_what_the_sdk_cannot_take_is_refused(value: object) -> None:
    assert not is_value(value)


@pytest.mark.parametrize("value", ["", 0, False, 1.5, [None], {"a": None}])
def test_everything_else_is_a_value(value: object) -> None:
    assert is_value(value)


@pytest.mark.parametrize(
    ("name", "is_good"), [("a", True), ("a$", True), ("", False), (" ", False), ("a.b", False), ("$a", False)]
)
def test_names_have_no_dot_and_no_dollar_in_front(name: str, is_good: bool) -> None:
    assert is_name(name) is is_good


def test_a_bad_attribute_takes_only_itself_away() -> None:
    assert accepted({"good": 1, "bad": None, "$": 2}) == {"good": 1}


def test_a_bad_part_of_a_collection_takes_only_itself_away() -> None:
    given = {"list": [1, None, [2, None]], "object": {"a": None, "b": {"c": math.nan, "d": 3}}, "text": "x"}
    assert accepted(given) == {"list": [1, [2]], "object": {"b": {"d": 3}}, "text": "x"}
