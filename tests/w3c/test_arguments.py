from __future__ import annotations

from typing import Any

import pytest

from harness.w3c.arguments import ELEMENT_KEY, Arguments
from harness.w3c.errors import WebDriverError


def test_values_are_read_by_kind() -> None:
    arguments = Arguments({"t": "x", "n": 2, "f": True, "m": {"a": 1}, "i": [1], "c": "aGk=", "none": None})

    assert arguments.text("t") == "x"
    assert arguments.number("n") == 2.0
    assert arguments.flag("f") is True
    assert arguments.mapping("m") == {"a": 1}
    assert arguments.items("i") == [1]
    assert arguments.content("c") == b"hi"
    assert not arguments.has("none")


def test_what_was_not_said_has_a_default() -> None:
    arguments = Arguments({"none": None})

    assert arguments.text("none", "x") == "x"
    assert arguments.number("other", 3) == 3
    assert arguments.flag("other", True) is True
    assert arguments.any("other") is None


@pytest.mark.parametrize(
    ("method", "value"),
    [
        ("text", 1),
        ("text", None),
        ("number", "1"),
        ("number", True),
        ("number", float("nan")),
        ("number", float("inf")),
        ("flag", "true"),
        ("flag", 1),
        ("mapping", []),
        ("items", "abc"),
        ("content", "not base64!"),
        ("content", "ü"),
        ("element_id", 7),
        ("element_id", {}),
        ("element_id", {ELEMENT_KEY: 7}),
    ],
)
def test_a_wrong_kind_is_named(method: str, value: Any) -> None:
    with pytest.raises(WebDriverError, match="'it' must be") as refused:
        getattr(Arguments({"it": value}), method)("it")
    assert refused.value.code == "invalid argument"


@pytest.mark.parametrize("value", ["7b", {ELEMENT_KEY: "7b"}, {"ELEMENT": "7b"}])
def test_an_element_is_read_wrapped_or_bare(value: Any) -> None:
    assert Arguments({"elementId": value}).element_id() == "7b"
