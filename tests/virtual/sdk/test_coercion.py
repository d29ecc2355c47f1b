from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

import pytest

from harness.errors import ConfigurationError
from harness.virtual.sdk.coercion import Coercion, lex_integer, literal_text, parse_double, parse_kotlin_integer
from harness.virtual.sdk.org_json import JsonError
from tests.virtual.sdk.destination_recordings import FILES, read_steps, typed

A_LITERAL_PYTHON_REWRITES = ("1.6.3", '{"c":1e2}')
"""Python does not keep how the number was written; the contract test lists it too."""


def recorded_values() -> Iterator[tuple[str, str, Any]]:
    """Release, JSON of the trait ``c``, what it arrived as: every recorded value."""
    for file in FILES:
        for step in read_steps(file):
            for call in step.calls:
                if call[0] == "trackUserAttributes" and "c" in call[1][1] and step.inputs:
                    yield step.about.serialization, step.inputs[0]["data"], call[1][1]["c"]


VALUES = [
    case
    for case in dict.fromkeys((a, b, json.dumps(c)) for a, b, c in recorded_values())
    if case[:2] != A_LITERAL_PYTHON_REWRITES
]


@pytest.mark.parametrize(("serialization", "data", "arrived"), VALUES)
def test_a_recorded_value_arrives_as_it_was_recorded(serialization: str, data: str, arrived: str) -> None:
    value = Coercion(serialization).value_of(json.loads(data)["c"])

    assert json.loads(json.dumps(typed(value))) == json.loads(arrived)


def test_the_table_has_values_of_all_recorded_releases() -> None:
    assert {release for release, _, _ in VALUES} == {"1.5.1", "1.6.3", "1.9.0"}
    assert len(VALUES) > 190


@pytest.mark.parametrize(
    ("release", "value"), [("1.5.1", "06 12"), ("1.6.0", 6), ("1.7.3", 6), ("1.8.1", "06 12"), ("1.10.0", "06 12")]
)
def test_releases_between_the_recorded_ones_belong_to_their_group(release: str, value: object) -> None:
    assert Coercion(release).value_of("06 12") == value


def test_a_release_that_is_no_number_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="no release of kotlinx-serialization-json"):
        Coercion("newest")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1e5", 100_000.0),
        ("12d", 12.0),
        ("12F", 12.0),
        ("0x1p3", 8.0),
        ("0X.8P1", 1.0),
        ("\t7\x00", 7.0),
        ("+.5e-1", 0.05),
        ("1e400", math.inf),
        ("0x1p9999", math.inf),
        ("-Infinity", -math.inf),
    ],
)
def test_java_reads_doubles_in_its_own_syntax(text: str, number: float) -> None:
    assert parse_double(text) == number


@pytest.mark.parametrize("text", ["", ".", "1_000", "0x10", "nan", "Infinityd", "1e", "1,5", "٣", "\u00a07", "0x.p1"])
def test_java_refuses_what_only_other_languages_read(text: str) -> None:
    assert parse_double(text) is None


def test_not_a_number_may_have_a_sign() -> None:
    assert math.isnan(parse_double("-NaN") or 0.0)


@pytest.mark.parametrize(
    ("text", "number"), [("+5", 5), ("٣", 3), ("007", 7), ("-", None), ("", None), ("\U0001d7cf", None)]
)
def test_kotlin_reads_integers_of_any_script_in_the_basic_plane(text: str, number: int | None) -> None:
    assert parse_kotlin_integer(text) == number


def test_an_integer_longer_than_python_reads_is_left_alone() -> None:
    assert parse_kotlin_integer("0" * 5000 + "1") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ('"7"', 7),
        ('"7', None),
        ("1e", 1),
        ("-e5", 0),
        ("e5", None),
        ("1e2e3", None),
        ("1e+2", 100),
        ("1e-2", None),
        ("0e999", None),
        ("1e-999", 0),
        ("1e" + "9" * 5000, None),
        ("-9223372036854775808", -(2**63)),
        ("9223372036854775808", None),
        ("18446744073709551623", 7),
    ],
)
def test_the_lexer_reads_integers_in_64_bits(text: str, number: int | None) -> None:
    assert lex_integer(text, is_whole=False) == number


def test_numbers_that_are_not_finite_are_refused_inside_objects_but_not_inside_lists() -> None:
    coercion = Coercion("1.5.1")

    assert math.isnan(coercion.value_of(["NaN"])[0])
    with pytest.raises(JsonError, match="Forbidden numeric value: NaN"):
        coercion.value_of({"d": "NaN"})


@pytest.mark.parametrize(("value", "text"), [(True, "true"), (7, "7"), (7.5, "7.5"), (1e9, "1.0E9"), ("x", "x")])
def test_a_literal_s_text_is_kotlin_s(value: object, text: str) -> None:
    assert literal_text(value) == text
