from __future__ import annotations

from tests.compare.a_pair import Tell, both, told
from tests.rules.a_life import Life


def batch(*names: str, apart_s: float = 1.0) -> Tell:
    """In the order of the names; each was made at its letter's moment."""

    def tell(life: Life) -> None:
        moments = {name: f"2026-01-02T03:04:{(ord(name) - 64) * apart_s:06.3f}Z" for name in names}
        life.sent(*[life.message(event=name, timestamp=moments[name]) for name in names])

    return tell


def reports(*names: str, status: int = 200) -> Tell:
    def tell(life: Life) -> None:
        for name in names:
            report = life.report(life.point(name, EVENT_G_TIME=f"17673230{ord(name)}000"))
            for answer in (status, 200) if status != 200 else (200,):
                life.asked("https://sdk-01.moengage.com/v2/sdk/report/W_DEBUG", report, status=answer, **life.app_key())

    return tell


def test_calls_in_another_order_are_said() -> None:
    assert told(both(batch("A", "B", "C"), batch("A", "C", "B")), "order") == [
        ("segment order", "segment track 'B' before segment track 'C'", "after it")
    ]


def test_calls_of_one_moment_have_no_order() -> None:
    assert told(both(batch("A", "B", apart_s=0.1), batch("B", "A", apart_s=0.1)), "order") == []


def test_files_of_segments_come_in_any_order() -> None:
    def one_by_one(*names: str) -> Tell:
        return lambda life: [batch(name)(life) for name in names]

    assert told(both(one_by_one("A", "B"), one_by_one("B", "A")), "order") == []


def test_reports_follow_each_other_unless_they_are_sent_again() -> None:
    assert len(told(both(reports("A", "B"), reports("B", "A")), "order")) == 1
    assert told(both(reports("A", "B", status=500), reports("B", "A", status=500)), "order") == []
