from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from harness.calls import FENCE, MOENGAGE, SEGMENT, Action, Call, Entry, Exchange, Note, Undecoded, Unknown, What
from harness.report.table import Row, rows_of
from harness.report.telling import describe_call
from tests.report.a_day import a_day

DEVICE = "virtual:android"


def entries(*things: What) -> list[Entry]:
    return [Entry(position, position / 10, "t", what) for position, what in enumerate(things)]


def action(verb: str, **arguments: Any) -> Action:
    return Action(verb, DEVICE, arguments)


def call(vendor: str, kind: str, name: str | None = None, user: str | None = None, **more: Any) -> Call:
    status: int | None = more.pop("status", 200)
    data: Mapping[str, Any] = more
    return Call(vendor, kind, DEVICE, "0001 /batch/0", name, user, data=data, status=status)


def test_calls_stand_beside_the_action_whose_data_they_carry() -> None:
    rows = rows_of(
        entries(
            action("track", name="One"),
            action("track", name="Two"),
            call(SEGMENT, "track", "Two"),
            call(SEGMENT, "track", "One"),
            call(MOENGAGE, "event_tracked", "One"),
        )
    )
    assert [[one.name for one in row.segment + row.moengage] for row in rows] == [["One", "One"], ["Two"]]


def test_identify_gathers_sign_in_and_attributes() -> None:
    (row,) = rows_of(
        entries(
            action("identify", user_id="ada", traits={"email": "a@example.com", "plan": "pro"}),
            call(SEGMENT, "identify", user="ada"),
            call(MOENGAGE, "signed_in", user="ada"),
            call(MOENGAGE, "attribute_set", "USER_ATTRIBUTE_USER_EMAIL", value="a@example.com"),
            call(MOENGAGE, "attribute_set", "plan", value="pro"),
        )
    )
    assert (len(row.segment), len(row.moengage)) == (1, 3)


def test_a_call_of_another_user_does_not_stand_beside_an_identify() -> None:
    rows = rows_of(entries(action("identify", user_id="ada"), call(SEGMENT, "identify", user="bea")))
    assert rows[0].segment == []
    assert rows[1].told == ""


def test_what_an_sdk_does_by_itself_has_one_row_for_both_vendors() -> None:
    rows = rows_of(
        entries(
            call(SEGMENT, "settings_fetched"),
            call(MOENGAGE, "event_tracked", "Application Opened"),
            call(SEGMENT, "track", "Application Opened"),
        )
    )
    assert [(len(row.segment), len(row.moengage)) for row in rows] == [(1, 0), (1, 1)]


def test_fences_are_in_no_row() -> None:
    assert rows_of(entries(call(SEGMENT, "track", FENCE), call(MOENGAGE, "event_tracked", FENCE))) == []


def test_answers_are_told_apart_and_in_order() -> None:
    (row,) = rows_of(
        entries(
            action("track", name="One"),
            call(SEGMENT, "track", "One", status=503),
            call(SEGMENT, "track", "One", status=None),
            call(SEGMENT, "track", "One"),
            call(SEGMENT, "track", "One"),
        )
    )
    assert row.answers == "503, none, 200"


def test_what_is_undecoded_or_refused_has_a_row() -> None:
    rows = rows_of(
        entries(Undecoded(SEGMENT, DEVICE, "0002 /", "no JSON"), Note("refused", DEVICE, "evil.example:443"))
    )
    assert rows[0].undecoded[0].reason == "no JSON"
    assert rows[1].told == "refused: evil.example:443"


def test_an_answer_says_what_a_condition_made_of_it() -> None:
    def seen(status: int | None, condition: str, number: str) -> list[What]:
        exchange = Exchange(number, DEVICE, 0.0, "POST", "https://api.segment.io/v1/b", condition=condition)
        return [exchange, Call(SEGMENT, "track", DEVICE, f"{number} /batch/0", "One", status=status)]

    (row,) = rows_of(
        entries(
            action("track", name="One"),
            *seen(503, "segment uploads: status 503", "0001"),
            *seen(503, "segment uploads: status 503, retry after 2 s", "0002"),
            *seen(None, "segment uploads: answer lost after the request was taken", "0003"),
            *seen(200, "segment uploads: 5 s late", "0004"),
            *seen(200, "", "0005"),
        )
    )
    assert row.answers == (
        "503 (on purpose), 503 (retry after 2 s), none (answer lost after the request was taken), 200 (5 s late), 200"
    )


def test_what_is_unknown_stands_beside_its_message_or_its_exchange() -> None:
    rows = rows_of(
        entries(
            action("track", name="One"),
            Call(SEGMENT, "track", DEVICE, "0001 /batch/0", "One"),
            Call(SEGMENT, "settings_fetched", DEVICE, "0001 /batch/1"),
            Unknown(SEGMENT, DEVICE, "0001 /batch/0", "field", "context.foo"),
            Unknown(SEGMENT, DEVICE, "0001 /", "field", "body.foo"),
            Unknown(SEGMENT, DEVICE, "0002 /", "field", "body.bar"),
        )
    )
    assert [[one.name for one in row.unknown] for row in rows] == [["context.foo"], ["body.foo"], ["body.bar"]]


def test_a_new_token_stands_beside_the_rotation_and_an_old_one_does_not() -> None:
    rows = rows_of(
        entries(
            action("register_push_token", token="one"),
            action("rotate_push_token"),
            call(MOENGAGE, "device_registered", push_token="one"),
            call(MOENGAGE, "device_registered", push_token="two"),
            call(MOENGAGE, "device_registered", push_token="two"),
        )
    )
    assert [[one.data["push_token"] for one in row.moengage] for row in rows] == [["one"], ["two", "two"]]


def test_what_an_sdk_did_by_itself_is_said_by_kind() -> None:
    rows = rows_of(entries(call(SEGMENT, "settings_fetched"), Undecoded(SEGMENT, DEVICE, "0002 /", "no JSON")))
    assert [row.itself for row in rows] == ["by itself: fetch", ""]


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_a_day_reads_as_it_should(platform: str) -> None:
    """After a change on purpose run this file once with HARNESS_UPDATE_GOLDEN=1, and read the difference."""
    text = "\n".join(line for row in rows_of(a_day(platform)) for line in told_of(row)) + "\n"
    file = Path(__file__).parent / "golden" / f"a_day_on_{platform}.txt"
    if os.environ.get("HARNESS_UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def told_of(row: Row) -> Iterator[str]:
    yield f"{row.at_s:.1f} {row.told or row.itself or 'undecoded'}"
    yield from (f"    segment   {describe_call(one)}" for one in row.segment)
    yield from (f"    moengage  {describe_call(one)}" for one in row.moengage)
    yield from (f"    undecoded {one.reason} [{one.source}]" for one in row.undecoded)
    yield from (f"    unknown   {one.what} {one.name} [{one.source}]" for one in row.unknown)
    if row.answers:
        yield f"    answer    {row.answers}"
