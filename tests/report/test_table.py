from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.calls import FENCE, MOENGAGE, SEGMENT, Action, Call, Entry, Note, Undecoded, What
from harness.report.table import rows_of
from harness.report.telling import describe_call

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


def test_a_call_is_described_by_what_matters() -> None:
    said = describe_call(call(SEGMENT, "track", "Order", "ada", total=19.5, coupon=None))
    assert said == "track 'Order' user=ada {'total': 19.5}"
    assert len(describe_call(call(SEGMENT, "track", "Order", text="x" * 500))) < 120
