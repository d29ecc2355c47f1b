from __future__ import annotations

from tests.compare.a_pair import Tell, both, captured, label, told
from tests.rules.a_life import Life


def batched(*sizes: int, apart_s: float = 1.0, is_hurried: bool = False) -> Tell:
    """Events of different moments, so many in each request."""

    def tell(life: Life) -> None:
        if is_hurried:
            life.noted("nudge")
        number = 0
        for size in sizes:
            messages = []
            for _ in range(size):
                number += 1
                messages.append(
                    life.message(event=f"E{number}", timestamp=f"2026-01-02T03:04:{number * apart_s:06.3f}Z")
                )
            life.sent(*messages)

    return tell


def in_one_action(tell: Tell) -> Tell:
    return tell


def test_neighbours_that_travel_together_on_one_side_only_are_said() -> None:
    assert told(both(batched(2, 1), batched(1, 2)), "batches") == [
        ("segment track 'E1' and segment track 'E2'", "in one request", "in two requests"),
        ("segment track 'E2' and segment track 'E3'", "in two requests", "in one request"),
    ]


def test_of_one_moment_nothing_is_said() -> None:
    assert told(both(batched(2, 1, apart_s=0.1), batched(1, 2, apart_s=0.1)), "batches") == []


def test_where_an_expectation_asked_for_a_flush_nothing_is_said() -> None:
    assert told(both(batched(2, 1), batched(1, 2, is_hurried=True)), "batches") == []


def test_of_capture_files_the_sizes_are_compared_by_part() -> None:
    def part(tell: Tell) -> Tell:
        def labelled(life: Life) -> None:
            label(life, "burst")
            tell(life)

        return labelled

    sides = captured(part(batched(3, 3, apart_s=0.1)), part(batched(6, apart_s=0.1)))
    assert told(sides, "batches") == [("burst: segment batches", "3, 3", "6")]
