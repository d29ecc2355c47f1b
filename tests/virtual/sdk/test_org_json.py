from __future__ import annotations

import json
import math

import pytest

from harness.virtual.sdk.org_json import JsonError, double_text, printed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (-0.0, "-0"),
        (19.99, "19.99"),
        (100000.0, "100000"),
        (1.2345678901234567e19, "1.2345678901234567E19"),
        (9.223372036854775807e18, "9223372036854775807"),
        (0.0001, "1.0E-4"),
        (None, "null"),
        (True, "true"),
        ({"a/b": 'q"\n\x01é'}, '{"a\\/b":"q\\"\\n\\u0001é"}'),
        ([1, [2.5], {}], "[1,[2.5],{}]"),
    ],
)
def test_values_are_printed_as_org_json_prints_them(value: object, text: str) -> None:
    assert printed(value) == text


def test_what_is_printed_is_json() -> None:
    value = {"a": [1, 2.5, None, "x/\u2028\\"], "b": {"c": True}}

    assert json.loads(printed(value)) == value


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_cannot_be_printed(value: float) -> None:
    with pytest.raises(JsonError, match="Forbidden numeric value"):
        printed([value])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1.0"),
        (0.0, "0.0"),
        (-1.5, "-1.5"),
        (9999999.0, "9999999.0"),
        (1e7, "1.0E7"),
        (123456789.5, "1.234567895E8"),
        (-0.00025, "-2.5E-4"),
        (math.nan, "NaN"),
        (-math.inf, "-Infinity"),
    ],
)
def test_doubles_have_java_s_text(value: float, text: str) -> None:
    assert double_text(value) == text
