from __future__ import annotations

import math

import pytest

from harness.wire.forms import FormError
from harness.wire.moengage_times import read_customs, read_local_time, read_milliseconds


@pytest.mark.parametrize("value", ["1753362161000", 1753362161000, 1753362161000.0])
def test_milliseconds_come_as_text_or_number(value: object) -> None:
    assert read_milliseconds(value, "x") == 1753362161000


@pytest.mark.parametrize("value", ["-152668800000", -152668800000, -152668800000.0])
def test_moments_before_1970_are_negative(value: object) -> None:
    assert read_milliseconds(value, "x") == -152668800000


@pytest.mark.parametrize("value", [None, True, "", "now", "1.5", "--1", math.inf, math.nan, [], "\u0661\u0662\u0663"])
def test_anything_else_is_not_milliseconds(value: object) -> None:
    with pytest.raises(FormError, match=r"^EVENT_G_TIME is .*, not milliseconds$"):
        read_milliseconds(value, "EVENT_G_TIME")


@pytest.mark.parametrize("value", ["24:7:2026:19:2:41", "24:07:2026:19:02:41"])
def test_both_platforms_local_times_are_one(value: str) -> None:
    assert read_local_time(value, "x") == "2026-07-24T19:02:41"


@pytest.mark.parametrize(
    "value", [None, 7, "", "2026-07-24", "24:7:26:19:2:41", "24:7:2026:19:2", "\u0662\u0664:7:2026:19:2:41"]
)
def test_anything_else_is_no_local_time(value: object) -> None:
    with pytest.raises(FormError, match=r"not day:month:year:hour:minute:second$"):
        read_local_time(value, "EVENT_L_TIME")


def test_dates_and_locations_are_read_by_attribute() -> None:
    customs = {"timestamp": [{"a": 1}, {"b": 2.0, "c": 3}], "location": [{"p": "12.9,77.5"}, {"q": "-1,0"}]}

    assert read_customs(customs) == ({"a": 1, "b": 2, "c": 3}, {"p": "12.9,77.5", "q": "-1,0"})
    assert read_customs({}) == ({}, {})
    assert read_customs({"times": [{"a": 1}], "location": []}) == ({}, {})


@pytest.mark.parametrize(
    ("customs", "reason"),
    [
        ({"timestamp": {}}, "EVENT_ATTRS_CUST.timestamp is an object, not a list of objects"),
        ({"location": [7]}, "EVENT_ATTRS_CUST.location is a list, not a list of objects"),
        ({"timestamp": [{"a": "soon"}]}, "EVENT_ATTRS_CUST.timestamp of 'a' is the text 'soon', not milliseconds"),
        ({"location": [{"p": "x"}]}, "EVENT_ATTRS_CUST.location of 'p' is the text 'x', not 'latitude,longitude'"),
        ({"location": [{"p": 7}]}, "EVENT_ATTRS_CUST.location of 'p' is the number 7, not 'latitude,longitude'"),
    ],
)
def test_dates_and_locations_of_another_form_are_named(customs: dict[str, object], reason: str) -> None:
    with pytest.raises(FormError) as raised:
        read_customs(customs)

    assert str(raised.value) == reason
