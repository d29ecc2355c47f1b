from __future__ import annotations

from harness.report.outcomes import Result
from harness.report.terminal import gap_lines, last_line, unread_lines
from harness.tally import Seen, Tally


def result(outcome: str, *, kind: str = "virtual", guessed: tuple[str, ...] = ()) -> Result:
    device = "virtual:android" if kind == "virtual" else "android:emulator-5554"
    return Result("t", outcome, device=device, kind=kind, models=("analytics-kotlin 1.27.0",), guessed=guessed)


def test_a_virtual_pass_is_never_read_as_a_pass_of_a_device() -> None:
    line = last_line([result("passed", guessed=("a", "b")), result("passed", guessed=("b",))])
    assert line == (
        "2 passed on virtual phones: models of analytics-kotlin 1.27.0; 2 behaviours guessed. 0 on devices."
    )


def test_every_outcome_is_counted_failures_first() -> None:
    line = last_line([result("passed"), result("failed"), result("error"), result("skipped")])
    assert line.startswith("1 failed, 1 error, 1 passed, 1 skipped on virtual phones")


def test_devices_are_counted_apart() -> None:
    assert last_line([result("passed", kind="device")]) == "1 passed on devices."


def test_tests_without_a_device_are_not_counted() -> None:
    assert last_line([Result("t"), result("passed")]).startswith("1 passed on virtual phones")


def test_what_nobody_could_read_is_summed_over_tests_and_said_by_name() -> None:
    one, two = result("passed"), result("failed")
    one.tally = Tally([Seen("segment", True, "field context.foo", 2, "ab12")])
    two.tally = Tally([Seen("segment", True, "field context.foo", 1, "ff00")])
    unowned = Tally([Seen("moengage", False, "no JSON", 1, "0001")])

    assert unread_lines([one, two], {}, unowned) == [
        "1 undecoded, 1 unknown, 0 late",
        "  unknown: segment field context.foo (3x, first in ab12)",
        "  undecoded: moengage no JSON (in 0001)",
    ]


def test_that_there_was_nothing_is_said_too() -> None:
    assert unread_lines([result("passed")], {}, Tally()) == ["0 undecoded, 0 unknown, 0 late"]


def test_late_calls_are_said_with_their_tests() -> None:
    late = {"a": 1, "b": 5, "c": 2, "d": 1, "e": 1}

    assert unread_lines([], late, Tally()) == [
        "0 undecoded, 0 unknown, 10 late",
        "  late: 5 calls came after the end of b",
        "  late: 2 calls came after the end of c",
        "  late: 1 call came after the end of a",
        "  late: and of 2 other tests",
    ]


def test_known_gaps_are_said_once_with_the_tests_that_stand_in_them() -> None:
    one, two = result("xfailed"), result("xfailed")
    one.test, two.test = "test_a", "test_b"
    one.gap = two.gap = {"name": "a_gap", "reason": "it does otherwise", "source": "moengage.md 3.3", "build": "b"}
    assert list(gap_lines([one, result("passed"), two])) == [
        "2 in known gaps",
        "  known gap: a_gap: it does otherwise (moengage.md 3.3) in test_a, test_b",
    ]
    assert list(gap_lines([result("passed")])) == []
    assert last_line([one, two]).startswith("2 xfailed on virtual phones")
