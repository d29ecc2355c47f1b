from __future__ import annotations

import json
import math
from typing import Any

import pytest

from harness.virtual.sdk.moengage_keys import GeoLocation
from harness.virtual.stand_in_values import ArgumentError, arguments_of, value_of
from tests.virtual.sdk.destination_recordings import FILES, FOLDER, typed


@pytest.mark.parametrize(
    ("said", "value"),
    [
        (["Int", 5], 5),
        (["Long", 12345678901], 12345678901),
        (["Double", 1.0], 1.0),
        (["Double", 1], 1.0),
        (["Double", "-Infinity"], -math.inf),
        (["Boolean", True], True),
        (["String", "1"], "1"),
        (["null"], None),
        (["Null"], None),
        (
            ["JSONObject", {"n": ["Int", 1], "list": ["JSONArray", [["null"]], "[null]"]}, "{}"],
            {"n": 1, "list": [None]},
        ),
        (["JSONArray", [["Double", 2.0], ["String", "x"]], "[2]"], [2.0, "x"]),
        (["LinkedHashMap", {"a": ["ArrayList", [["Int", 1]]]}], {"a": [1]}),
        (["IntegrationMeta", {"type": "segment", "version": "4.2.0"}], {"type": "segment", "version": "4.2.0"}),
        (["AppStatus", "INSTALL"], "INSTALL"),
        (["GeoLocation", {"latitude": ["Double", 12.5], "longitude": ["Double", 77.25]}], GeoLocation(12.5, 77.25)),
    ],
)
def test_a_typed_argument_is_the_value_that_the_models_have(said: Any, value: Any) -> None:
    read = value_of(said)
    assert read == value
    assert type(read) is type(value)


def test_what_is_no_number_is_read_by_its_word() -> None:
    assert math.isnan(value_of(["Double", "NaN"]))


@pytest.mark.parametrize(
    "said",
    [
        5, "text", [], [5, 5], ["Int"], ["Int", "5"], ["Int", True], ["Double", "1.0"], ["Double", False],
        ["Boolean", 1], ["String", 5], ["GeoLocation", {"latitude": ["Double", 1.0]}], ["JSONObject", {"n": ["Int"]}],
    ],
)  # fmt: skip
def test_an_argument_that_says_no_value_is_refused(said: Any) -> None:
    with pytest.raises(ArgumentError):
        value_of(said)


def test_objects_of_the_apps_own_are_left_out() -> None:
    assert arguments_of([["Application"], ["String", "WS1"], ["null"]]) == ["WS1", None]
    with pytest.raises(ArgumentError, match="list"):
        arguments_of({"0": 1})


@pytest.mark.parametrize("file", FILES)
def test_every_recorded_argument_is_read_and_written_the_same_again(file: str) -> None:
    """But for maps, which the models do not tell from JSON's objects."""
    read = 0
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        for call in json.loads(line).get("calls", []):
            for said in call["args"]:
                if len(said) > 1 and said[0] not in ("LinkedHashMap", "IntegrationMeta"):
                    assert typed(value_of(said)) == said
                    read += 1
    assert read > 100
