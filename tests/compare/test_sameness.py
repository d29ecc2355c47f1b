from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.compare.sameness import MISSING, Masks, Sameness, form_of, is_device_fact, pointer, shown

ONE, OTHER = "7d7f1f79-cdd1-4b83-a838-d7935d1587ab", "4bb60573-2c3e-4060-9674-1d59c700d49b"
FACT = ("context", "device", "model")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("left", "right", "differ"),
    [
        (1, 1, False),
        (1, 1.0, True),
        (1, True, True),
        ("1", 1, True),
        (None, MISSING, True),
        (ONE, OTHER, False),
        (ONE, OTHER.upper(), True),
        ("a" * 40, "b" * 40, False),
        ("a" * 40, "b" * 39, True),
        ("2026-11-24T00:11:16.211Z", "2026-11-25T01:00:00.000Z", False),
        ("2026-11-24T00:11:16.211Z", "2026-11-25T01:00:00Z", True),
        ("1795546791302", "1795546791999", False),
        (1795546791302, 1795546791999, False),
        (5_550_000_001, 5_559_999_999, False),
        ("25:11:2026:0:29:51", "3:1:2026:10:2:5", False),
        ("redacted-phone-9927a0ddbc23", "redacted-phone-a08652c88218", False),
        ("redacted-phone-9927a0ddbc23", "redacted-token-a08652c88218", True),
        ([1], [1, 2], True),
    ],
)
def test_values_differ_unless_only_their_nature_does(left: Any, right: Any, differ: bool) -> None:
    assert Sameness().differ(("x",), left, right) is differ


def test_a_token_is_an_id_whatever_its_form() -> None:
    path = ("context", "device", "token")
    assert Sameness().kind(path, "abc", "def") == "id"
    assert Sameness().differ(path, "abc", "") is False


def test_what_a_phone_is_counts_on_one_device_only() -> None:
    here, there = Sameness(is_one_device=True), Sameness(is_one_device=False)
    assert here.differ(FACT, "Pixel", "jvm")
    assert not there.differ(FACT, "Pixel", "jvm")
    assert there.differ(FACT, "Pixel", MISSING)
    assert there.differ(FACT, "Pixel", 5)
    assert not there.differ(("context", "screen", "density"), 2.625, 3)


def test_an_app_is_no_fact_of_the_phone() -> None:
    assert is_device_fact(("context", "os", "version"))
    assert is_device_fact(("body", "OS_VERSION"))
    assert not is_device_fact(("context", "app", "version"))
    assert not is_device_fact(("properties", "model"))
    assert not is_device_fact(())


def test_drawn_texts_are_covered_longest_first_and_short_ones_only_whole() -> None:
    masks = Masks({"ada-1": "<1>", "ada-1@x.test": "<2>", "Ada": "<3>", "+33612345678": "<4>"})
    assert masks.cover("to ada-1@x.test and ada-1") == "to <2> and <1>"
    assert (masks.cover("Ada"), masks.cover("Adam")) == ("<3>", "Adam")
    assert (masks.cover_number(33612345678), masks.cover_number(7)) == ("<4>", "7")


def test_leaves_are_the_places_of_both_trees() -> None:
    found = list(Sameness().leaves({"a": [1, {"b": 2}], "c": 3}, {"a": [1, {"b": 4}], "d": []}))
    assert found == [
        (("a", "0"), 1, 1),
        (("a", "1", "b"), 2, 4),
        (("c",), 3, MISSING),
        (("d",), MISSING, []),
    ]


@given(JSON)
def test_everything_is_like_itself(value: Any) -> None:
    assert not [one for one in Sameness().leaves(value, value) if Sameness().differ(*one)]


@given(JSON, JSON)
def test_comparing_never_fails_and_has_no_favourite_side(left: Any, right: Any) -> None:
    same = Sameness()
    here = {path for path, one, other in same.leaves(left, right) if same.differ(path, one, other)}
    there = {path for path, one, other in same.leaves(right, left) if same.differ(path, one, other)}
    assert here == there


def test_values_are_shown_by_their_form_and_never_at_length() -> None:
    assert shown(ONE) == "a UUID in lower case"
    assert shown(MISSING) == "absent"
    assert shown("x" * 100).endswith("...")
    assert shown([1, 2]) == "[1, 2]"
    assert shown(["long"] * 40) == "a list of 40"
    assert form_of(5).kind == "plain"
    assert pointer(("a", "0")) == "/a/0"
