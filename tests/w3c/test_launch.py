from __future__ import annotations

from typing import Any

import pytest

from harness.w3c.errors import WebDriverError
from harness.w3c.launch import package_of, read_environment, read_extras, read_intent_arguments


def test_extras_are_read_as_text() -> None:
    extras = [["s", "writeKey", "abc"], ["z", "debug", True], ["i", "flushAt", 20], ["sn", "nothing"]]

    assert read_extras(extras) == {"writeKey": "abc", "debug": "true", "flushAt": "20", "nothing": ""}


@pytest.mark.parametrize(
    ("extra", "text"),
    [
        ("s", "Extra argument 's' must be an array"),
        (["x", "k", "v"], "Extra argument type 'x' is not known. Supported intent argument types are: s, sn, z"),
        (["s", " ", "v"], "must be a valid string identifier"),
        (["s"], "must be a valid string identifier"),
        ([], "Extra argument type 'None' is not known"),
        (["s", "k"], "Intent argument type 's' in '[\"s\", \"k\"]' requires a valid value to be provided"),
    ],
)
def test_malformed_extras_are_refused(extra: Any, text: str) -> None:
    with pytest.raises(WebDriverError) as refused:
        read_extras([extra])
    assert refused.value.code == "invalid argument"
    assert text in refused.value.message


def test_intent_arguments_are_those_of_am() -> None:
    assert read_intent_arguments("-f 0x1 --es writeKey 'a b' --ei flushAt 20") == {"writeKey": "a b", "flushAt": "20"}
    assert read_intent_arguments("") == {}


def test_intent_arguments_that_cannot_be_read_are_refused() -> None:
    with pytest.raises(WebDriverError, match="optionalIntentArguments"):
        read_intent_arguments("--es writeKey 'a")


def test_an_environment_is_text() -> None:
    assert read_environment({"writeKey": "abc", "flushAt": 20, "debug": True}) == {
        "writeKey": "abc",
        "flushAt": "20",
        "debug": "true",
    }


def test_a_component_has_a_package() -> None:
    assert package_of("com.example.sample/.MainActivity") == "com.example.sample"
    assert package_of("") == ""
