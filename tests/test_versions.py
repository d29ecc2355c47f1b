"""Releases come in the order in which Maven and the Swift Package Manager have them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from harness.versions import parse_version

IN_ORDER = [
    "0.9",
    "1.0.0-alpha.1",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-rc.1",
    "1.0-SNAPSHOT",
    "1.0",
    "1.0.1",
    "1.9",
    "1.10",
    "15.02.00",
]


@pytest.mark.parametrize(("earlier", "later"), list(pairwise(IN_ORDER)))
def test_an_earlier_release_comes_first(earlier: str, later: str) -> None:
    one, other = parse_version(earlier), parse_version(later)
    assert one is not None
    assert other is not None
    assert one < other
    assert not other <= one


@pytest.mark.parametrize(
    ("one", "same"), [("15.02.00", "15.2"), ("v1.2", "1.2.0"), ("1.0+build7", "1.0"), ("1-RC1", "1.rc.1")]
)
def test_what_is_the_same_release_is_equal(one: str, same: str) -> None:
    assert parse_version(one) == parse_version(same)


@pytest.mark.parametrize("text", ["", "latest", "1.", "1..2", "one.two", ">= 1"])
def test_what_is_no_release_is_none(text: str) -> None:
    assert parse_version(text) is None


def test_a_version_is_shown_as_it_was_written() -> None:
    assert str(parse_version("15.02.00")) == "15.02.00"
