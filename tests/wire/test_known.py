from __future__ import annotations

from typing import Any

import pytest

from harness.wire.known import LONGEST_NAME, Strangers, known, unknown_names

FORM = known("id", "given", device=known("model", os=known("name")))


@pytest.mark.parametrize(
    ("holder", "names"),
    [
        ({}, []),
        ({"id": 1, "device": {"model": "m", "os": {"name": "n"}}}, []),
        ({"foo": 1}, ["context.foo"]),
        ({"device": {"foo": 1, "os": {"bar": 2}}}, ["context.device.foo", "context.device.os.bar"]),
        ({"given": {"whatever": {"an": "app"}}}, []),
        ([{"foo": 1}, 7, {"id": 1, "bar": 2}], ["context.foo", "context.bar"]),
        ({"device": [{"foo": 1}]}, ["context.device.foo"]),
        ({"device": None}, []),
        ("text", []),
        (None, []),
        ({"": 1}, ["context."]),
    ],
)
def test_keys_that_a_form_does_not_have_are_named_by_their_paths(holder: Any, names: list[str]) -> None:
    assert list(unknown_names(holder, FORM, "context")) == names


def test_a_list_in_a_list_is_not_followed_however_deep() -> None:
    deep: Any = {"foo": 1}
    for _ in range(5_000):
        deep = [deep]

    assert list(unknown_names(deep, FORM, "context")) == []


def test_a_long_name_is_cut() -> None:
    (name,) = unknown_names({"x" * 500: 1}, FORM, "context")

    assert len(name) == len("context.") + LONGEST_NAME
    assert name.endswith("x…")


def test_a_name_is_met_once_where_it_was_first() -> None:
    strangers = Strangers("segment", "phone", "75e4")
    strangers.fields({"foo": 1}, FORM, "context", "/batch/0", ["a-1"])
    strangers.fields({"foo": 2, "bar": 3}, FORM, "context", "/batch/1", ["a-2"])
    strangers.action("MOE_X", "/batch/2")
    strangers.action("MOE_X", "/batch/3")

    assert [(one.what, one.name, one.source, one.ids) for one in strangers.all()] == [
        ("field", "context.foo", "75e4 /batch/0", {"a-1"}),
        ("field", "context.bar", "75e4 /batch/1", {"a-2"}),
        ("action", "MOE_X", "75e4 /batch/2", frozenset()),
    ]
