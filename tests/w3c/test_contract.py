from __future__ import annotations

import pytest

from harness.w3c.contract import Parameters, contract_of, count_edits
from harness.w3c.errors import WebDriverError


def test_a_missing_argument_is_explained_as_appium_explains_it() -> None:
    parameters = Parameters(required=("phoneNumber", "message"), optional=("slot",))

    with pytest.raises(WebDriverError) as refused:
        parameters.check({"message": "hello", "zzz": 1})

    assert refused.value.message == (
        'The following required parameter is missing: ["phoneNumber"]\n'
        'Known required parameters are: ["phoneNumber","message"]\n'
        'Known optional parameters are: ["slot"]\n'
        'You have provided: ["message","zzz"]'
    )


def test_several_missing_arguments_are_named_together() -> None:
    with pytest.raises(WebDriverError) as refused:
        Parameters(required=("a", "b")).check({})

    assert refused.value.message == (
        'The following required parameters are missing: ["a","b"]\n'
        'Known required parameters are: ["a","b"]\n'
        "You have provided none"
    )


def test_null_is_a_given_argument() -> None:
    Parameters(required=("a",)).check({"a": None})


def test_an_unknown_method_lists_the_known_ones_nearest_first() -> None:
    with pytest.raises(WebDriverError) as refused:
        contract_of("ios").check("mobile: shel", {})

    message = refused.value.message
    assert message.startswith(
        "Unsupported execute method 'mobile: shel'. Make sure the installed appium-xcuitest-driver"
    )
    assert len(message.partition("driver version are: ")[2].split(", ")) == 115


def test_a_route_of_the_driver_is_known() -> None:
    android = contract_of("android")

    assert android.knows_route("GET", "/element/7b/location_in_view")
    assert android.knows_route("POST", "/appium/device/toggle_wifi")
    assert not android.knows_route("GET", "/appium/device/toggle_wifi")
    assert not android.knows_route("POST", "/appium/device/shake")


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("", "", 0), ("", "abc", 3), ("lok", "lock", 1), ("kitten", "sitting", 3), ("ab", "ba", 2)],
)
def test_edits_are_counted(one: str, other: str, count: int) -> None:
    assert count_edits(one, other) == count_edits(other, one) == count
