from __future__ import annotations

import json
import threading

from harness.calls import MOENGAGE, SEGMENT, Action, Call, Entry, Undecoded, Unknown, What
from harness.tally import MOST_LINES, Tally

DEVICE = "virtual:ios"


def a_tally(*things: What) -> Tally:
    return Tally.of(Entry(position, 0.0, "t", what) for position, what in enumerate(things))


def a_field(name: str, source: str = "ab12 /batch/0") -> Unknown:
    return Unknown(SEGMENT, DEVICE, source, "field", name)


def test_zero_is_said_too() -> None:
    tally = a_tally(Action("reset", DEVICE), Call(SEGMENT, "track", DEVICE, "0001 /batch/0"))

    assert (str(tally), list(tally.lines())) == ("0 undecoded, 0 unknown", [])


def test_what_nobody_could_read_is_counted_by_name_with_the_first_exchange() -> None:
    tally = a_tally(
        Unknown(MOENGAGE, DEVICE, "cd34 /viewsInfo/0", "action", "MOE_X"),
        a_field("context.foo"),
        a_field("context.foo", "ef56 /batch/0"),
        Undecoded(MOENGAGE, DEVICE, "0a0b /", "unknown endpoint: POST sdk-01.moengage.com/v9"),
        Undecoded(MOENGAGE, DEVICE, "0a0c /", "unknown endpoint: POST sdk-01.moengage.com/v9"),
        Undecoded(MOENGAGE, DEVICE, "0a0d /", "unknown endpoint: POST sdk-01.moengage.com/v9"),
    )

    assert str(tally) == "3 undecoded, 2 unknown"
    assert list(tally.lines()) == [
        "undecoded: moengage unknown endpoint: POST sdk-01.moengage.com/v9 (3x, first in 0a0b)",
        "unknown: segment field context.foo (2x, first in ab12)",
        "unknown: moengage action MOE_X (in cd34)",
    ]


def test_a_tally_survives_being_sent_as_plain_values() -> None:
    tally = a_tally(a_field("a"), a_field("a"), Undecoded(SEGMENT, DEVICE, "0001 /", "no JSON"))

    again = Tally.from_plain(json.loads(json.dumps(tally.plain())))

    assert again.seen == tally.seen


def test_tallies_come_together() -> None:
    both = a_tally(a_field("a"))
    both.take(a_tally(a_field("a", "ffff /batch/0"), a_field("b")))

    assert [(one.name, one.count, one.first) for one in both.seen] == [("field a", 2, "ab12"), ("field b", 1, "ab12")]


def test_one_name_at_both_vendors_is_two() -> None:
    assert a_tally(a_field("meta.x"), Unknown(MOENGAGE, DEVICE, "1 /", "field", "meta.x")).unknown == 2


def test_many_names_are_said_in_few_lines() -> None:
    lines = list(a_tally(*(a_field(f"context.{number}") for number in range(MOST_LINES + 5))).lines())

    assert len(lines) == MOST_LINES + 1
    assert lines[-1] == "and 5 other names"


def test_a_name_that_would_move_the_cursor_is_escaped_and_a_long_one_cut() -> None:
    (first, second) = a_tally(a_field("a\n\x1b[2J"), Undecoded(SEGMENT, DEVICE, "1 /", "x" * 500)).lines()

    assert first == r"unknown: segment field a\n\x1b[2J (in ab12)"
    assert len(second) < 160


def test_a_tally_may_be_asked_while_others_add() -> None:
    tally = Tally()
    entry = Entry(0, 0.0, "t", a_field("a"))

    def add_many() -> None:
        for _ in range(500):
            tally.add(entry)

    threads = [threading.Thread(target=add_many) for _ in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert len(tally.plain()) <= 1
    assert [one.count for one in tally.seen] == [2000]
