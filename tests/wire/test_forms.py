from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.wire.forms import (
    FormError,
    describe,
    lowered,
    needed_text,
    object_or_empty,
    parse_json,
    parse_object,
    text_or_none,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (7, "the number 7"),
        (1.5, "the number 1.5"),
        ("abc", "the text 'abc'"),
        ([1], "a list"),
        ({"a": 1}, "an object"),
    ],
)
def test_a_value_is_described_in_words(value: object, text: str) -> None:
    assert describe(value) == text


def test_a_long_text_is_described_in_one_short_line() -> None:
    described = describe("x\n" * 10_000)

    assert len(described) < 80
    assert "\n" not in described
    assert described.endswith("…")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "the body is empty"),
        (b"\xff{}", "the body is not UTF-8: byte 0 is wrong"),
        (b"{", "the body is not JSON: Expecting property name"),
        (b"[1]", "the body is a list, not a JSON object"),
        (b'"x"', "the body is the text 'x', not a JSON object"),
        (b'{"a":' + b"[" * 100_000, "the body is nested too deeply"),
        (b'{"a":' + b"9" * 5_000 + b"}", "the body is not JSON: Exceeds the limit"),
    ],
)
def test_a_body_that_is_no_object_is_said_to_be_what_it_is(body: bytes, reason: str) -> None:
    with pytest.raises(FormError) as raised:
        parse_object(body, "the body")

    assert str(raised.value).startswith(reason)


def test_text_outside_ascii_is_read_as_utf_8() -> None:
    assert parse_object('{"name":"Zoë ✓"}'.encode(), "the body") == {"name": "Zoë ✓"}


def test_json_is_read_as_leniently_as_python_does() -> None:
    assert parse_object('{"a":1,"a":2}', "x") == {"a": 2}
    assert str(parse_object('{"a":NaN}', "x")) == "{'a': nan}"


def test_a_text_may_be_missing_but_not_something_else() -> None:
    assert text_or_none({}, "event") is None
    assert text_or_none({"event": ""}, "event") == ""
    with pytest.raises(FormError, match=r"^event is the number 7, not text$"):
        text_or_none({"event": 7}, "event")
    with pytest.raises(FormError, match=r"^event is null, not text$"):
        text_or_none({"event": None}, "event")
    with pytest.raises(FormError, match=r"^event is missing$"):
        needed_text({}, "event")


def test_an_object_may_be_missing_but_not_something_else() -> None:
    assert object_or_empty({}, "traits") == {}
    assert object_or_empty({"traits": {"a": 1}}, "traits") == {"a": 1}
    with pytest.raises(FormError, match=r"^context\.device is a list, not an object$"):
        object_or_empty({"device": []}, "device", "context.")


def test_identities_are_lowered_and_only_texts_count() -> None:
    assert lowered("ABC", None, "", 7, "abc", "d") == {"abc", "d"}


@settings(deadline=None)
@given(st.binary(max_size=40) | st.text(max_size=40))
def test_parsing_raises_nothing_but_a_form_error(body: bytes | str) -> None:
    with suppress(FormError):
        parse_json(body, "the body")
