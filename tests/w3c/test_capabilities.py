from __future__ import annotations

from typing import Any

import pytest

from harness.w3c.arguments import Arguments
from harness.w3c.capabilities import answer_asked, list_alternatives, read_asked
from harness.w3c.errors import WebDriverError


def merged(capabilities: Any) -> list[dict[str, Any]]:
    return list(list_alternatives(Arguments({"capabilities": capabilities})))


def test_each_alternative_has_what_is_always_asked() -> None:
    assert merged({"alwaysMatch": {"a:x": 1}, "firstMatch": [{"a:y": 2}, {"a:z": 3}]}) == [
        {"a:x": 1, "a:y": 2},
        {"a:x": 1, "a:z": 3},
    ]


@pytest.mark.parametrize("first_match", [{}, {"firstMatch": None}, {"firstMatch": []}, {"firstMatch": [{}]}])
def test_no_alternative_is_one(first_match: dict[str, Any]) -> None:
    assert merged({"alwaysMatch": {"a:x": 1}, **first_match}) == [{"a:x": 1}]


def test_null_means_not_asked() -> None:
    assert merged({"alwaysMatch": {"appium:udid": None}}) == [{}]


@pytest.mark.parametrize(
    ("capabilities", "text"),
    [
        ({"alwaysMatch": {"a:x": 1}, "firstMatch": [{"a:x": 1}]}, "alwaysMatch and firstMatch both have a:x"),
        ({"firstMatch": [1]}, "each of firstMatch must be an object"),
        ({"firstMatch": {}}, "'firstMatch' must be an array"),
        ({"alwaysMatch": []}, "'alwaysMatch' must be an object"),
        ([], "'capabilities' must be an object"),
        ({"alwaysMatch": {"udid": 1, "platformName": "iOS"}}, "capabilities did not have one: udid"),
    ],
)
def test_malformed_capabilities_are_refused(capabilities: Any, text: str) -> None:
    with pytest.raises(WebDriverError) as refused:
        merged(capabilities)
    assert refused.value.code == "invalid argument"
    assert text in refused.value.message


def test_appium_names_are_read_without_their_prefix() -> None:
    assert read_asked({"appium:udid": "u", "platformName": "iOS"}).text("udid") == "u"


def test_the_answer_keeps_what_was_asked_and_says_what_the_phone_is() -> None:
    given = {"appium:automationName": "XCUITest", "appium:new": 1, "platformName": "iOS"}

    answer = answer_asked(given, "u1", {"harness:engine": "virtual", "deviceName": "A model"})

    assert answer == {
        "platformName": "iOS",
        "appium:new": 1,
        "appium:automationName": "VirtualDevice",
        "appium:udid": "u1",
        "appium:deviceName": "A model",
        "harness:engine": "virtual",
    }
