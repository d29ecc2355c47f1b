from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.errors import ConfigurationError
from harness.patterns.fields import (
    ABSENT,
    ANYONE,
    ANYTHING,
    NOBODY,
    Matcher,
    Mismatch,
    a_timestamp,
    a_uuid,
    an_iso_time,
    approximately,
    containing,
    differences,
    exactly,
    join,
    like,
    one_of,
)


def found(expected: object, actual: object) -> list[str]:
    return [str(one) for one in differences(expected, actual, "properties")]


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (1, 1),
        (1, 1.0),
        (19.5, 19.5),
        ("a", "a"),
        (True, True),
        (None, None),
        ([1, "two", None], [1, "two", None]),
        ((1, 2), [1, 2]),
        ({"a": {"b": [1]}}, {"a": {"b": [1]}}),
        ({}, {}),
        (ANYTHING, None),
        (ANYTHING, {}),
        ({"a": ANYTHING}, {"a": None}),
        ({"a": ABSENT}, {}),
        (ABSENT, ABSENT),
    ],
)
def test_a_value_matches_itself(expected: object, actual: object) -> None:
    assert found(expected, actual) == []


@pytest.mark.parametrize(
    ("expected", "actual", "text"),
    [
        (1, 2, "properties: expected 1, got 2"),
        (1, "1", "properties: expected 1, got '1'"),
        (1, True, "properties: expected 1, got True"),
        (True, 1, "properties: expected True, got 1"),
        (False, 0, "properties: expected False, got 0"),
        ("a", "A", "properties: expected 'a', got 'A'"),
        (None, ABSENT, "properties: expected None, got ABSENT"),
        (ANYTHING, ABSENT, "properties: expected ANYTHING, got ABSENT"),
        (ABSENT, None, "properties: expected ABSENT, got None"),
        ([1], 1, "properties: expected [1], got 1"),
        ({"a": 1}, [1], "properties: expected {'a': 1}, got [1]"),
        ({}, ABSENT, "properties: expected {}, got ABSENT"),
    ],
)
def test_another_value_is_named_with_both(expected: object, actual: object, text: str) -> None:
    assert found(expected, actual) == [text]


def test_every_place_that_differs_is_named_by_its_path() -> None:
    expected = {"cart": {"items": [{"sku": "A"}, {"sku": "B"}], "total": 2}, "note": "x"}
    actual = {"cart": {"items": [{"sku": "A"}, {"sku": "C"}], "coupon": "S"}, "note": "y"}

    assert found(expected, actual) == [
        "properties.cart.items[1].sku: expected 'B', got 'C'",
        "properties.cart.total: expected 2, got ABSENT",
        "properties.cart.coupon: expected ABSENT, got 'S'",
        "properties.note: expected 'x', got 'y'",
    ]


def test_lists_of_other_lengths_differ_at_their_ends() -> None:
    assert found([1, 2], [1]) == ["properties[1]: expected 2, got ABSENT"]
    assert found([1], [1, 2]) == ["properties[1]: expected ABSENT, got 2"]


def test_keys_that_are_no_words_stand_in_brackets() -> None:
    assert join("properties", "order id") == "properties['order id']"
    assert join("properties", "a.b") == "properties['a.b']"
    assert join("traits", "first-name") == "traits.first-name"


@pytest.mark.parametrize(
    ("matcher", "text"),
    [
        (like("^a"), "like('^a')"),
        (a_uuid, "a_uuid"),
        (a_timestamp, "a_timestamp"),
        (an_iso_time, "an_iso_time"),
        (approximately(1.5, 0.1), "approximately(1.5, 0.1)"),
        (containing({"a": like("b")}), "containing({'a': like('b')})"),
        (exactly({"a": 1}), "exactly({'a': 1})"),
        (one_of(1, "two", a_uuid), "one_of(1, 'two', a_uuid)"),
        (ANYONE, "ANYONE"),
        (NOBODY, "NOBODY"),
        (ANYTHING, "ANYTHING"),
        (ABSENT, "ABSENT"),
    ],
)
def test_a_word_reads_as_it_was_written(matcher: object, text: str) -> None:
    assert repr(matcher) == text


@pytest.mark.parametrize(
    ("matcher", "yes", "no"),
    [
        (like("b+"), ["abbc", "b"], ["a", "", None, 7, ABSENT]),
        (
            a_uuid,
            ["a1b2c3d4-0000-4000-8000-000000000001", "A1B2C3D4-0000-4000-8000-000000000001"],
            ["a1b2c3d4", "a1b2c3d4-0000-4000-8000-00000000000g", "x" * 36, None, ABSENT],
        ),
        (
            an_iso_time,
            ["2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05.123456+02:00"],
            ["2026-01-02", "2026-13-02T03:04:05.678Z", "2026-01-02 03:04:05Z", "2026-01-02T03:04:05", 0, ABSENT],
        ),
        (
            a_timestamp,
            ["2026-01-02T03:04:05.678Z", "1965-03-02T00:00:00.000Z"],
            [
                "2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05.678+0000",
                "2026-01-02T03:04:05.6789Z",
                "2026-13-02T03:04:05.678Z",
                "\u0662\u0660\u0662\u0666-01-02T03:04:05.678Z",
                0,
                ABSENT,
            ],
        ),
        (approximately(10, 0.5), [10, 9.5, 10.5], [10.6, 9, "10", True, math.nan, None, ABSENT]),
        (approximately(1), [1, 1.0000001], [1.1, True]),
        (one_of(1, like("^a"), {"k": 2}), [1, "ab", {"k": 2}], [2, True, "b", {"k": 3}, ABSENT]),
        (containing({"a": 1}), [{"a": 1}, {"a": 1, "b": 2}], [{}, {"a": 2}, [1], ABSENT]),
        (exactly({"a": 1}), [{"a": 1}], [{}, {"a": 1, "b": 2}, "a", ABSENT]),
    ],
)
def test_a_matcher_matches_what_it_says(matcher: Matcher, yes: list[object], no: list[object]) -> None:
    assert [value for value in yes if not matcher.matches(value)] == []
    assert [value for value in no if matcher.matches(value)] == []


def test_matchers_work_at_every_depth() -> None:
    expected = {"ids": [a_uuid, {"at": an_iso_time}], "total": approximately(2, 0.1)}
    actual = {"ids": ["x", {"at": "2026-01-02T03:04:05.678Z"}], "total": 3}

    assert found(expected, actual) == [
        "properties.ids[0]: expected a_uuid, got 'x'",
        "properties.total: expected approximately(2, 0.1), got 3",
    ]


def test_containing_leaves_other_keys_free_inside_too() -> None:
    matcher = containing({"cart": {"items": [{"sku": "A"}]}})

    assert found(matcher, {"cart": {"items": [{"sku": "A", "price": 1}], "n": 1}, "m": 2}) == []
    assert found(matcher, {"cart": {"items": [{"sku": "B"}]}}) == [
        "properties.cart.items[0].sku: expected 'A', got 'B'"
    ]
    assert found(matcher, 7) == ["properties: expected containing({'cart': {'items': [{'sku': 'A'}]}}), got 7"]


def test_an_expression_that_is_none_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="'\\(' is not a regular expression"):
        like("(")


def test_a_mismatch_reads_as_a_sentence() -> None:
    assert str(Mismatch("user_id", "ada-1", NOBODY)) == "user_id: expected 'ada-1', got NOBODY"


JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@settings(deadline=None)
@given(JSON)
def test_every_value_matches_itself_and_contains_itself(value: object) -> None:
    assert found(value, value) == []
    if isinstance(value, dict):
        assert found(containing(value), value) == []
        assert found(exactly(value), value) == []


@settings(deadline=None)
@given(JSON, JSON)
def test_only_equal_values_match(expected: object, actual: object) -> None:
    is_equal = _typed(expected) == _typed(actual)

    assert (found(expected, actual) == []) == is_equal


def _typed(value: object) -> object:
    """As Python compares, but true is not 1."""
    if isinstance(value, bool):
        return ("bool", value)
    if isinstance(value, list):
        return [_typed(one) for one in value]
    return {key: _typed(one) for key, one in value.items()} if isinstance(value, dict) else value
