from __future__ import annotations

from tests.compare.a_pair import Tell, both, captured, found, label, told
from tests.rules.a_life import Life


def tried(*answers: int | None, counts: tuple[str, ...] = (), is_new_file: bool = False) -> Tell:
    def tell(life: Life) -> None:
        messages = [life.message(event="A"), life.message(event="B")]
        sent_at = life.now()
        for number, status in enumerate(answers):
            headers = (("X-Retry-Count", counts[number]),) if counts and counts[number] else ()
            moment = life.now(number) if is_new_file else sent_at
            life.sent(*messages, sent_at=moment, status=status, request_headers=headers)

    return tell


def test_other_tries_are_said_once_for_all_that_travelled_together() -> None:
    assert told(both(tried(503, 503, 200), tried(503, 200)), "redelivery") == [
        ("segment tries", "503, 503, 200", "503, 200")
    ]
    assert told(both(tried(None, 200), tried(200)), "redelivery") == [("segment tries", "no answer, 200", "200")]


def test_tries_that_say_which_they_are_differ_from_silent_ones() -> None:
    left, right = tried(503, 200), tried(503, 200, counts=("", "1"))
    assert told(both(left, right), "redelivery") == [("segment retry counts", "none", "from 1")]


def test_a_file_that_is_written_anew_differs_from_one_that_is_sent_again() -> None:
    assert told(both(tried(503, 200), tried(503, 200, is_new_file=True)), "redelivery") == [
        ("segment bodies", "the same each time", "not the same each time")
    ]


def test_a_last_try_that_may_still_come_is_only_told() -> None:
    (one,) = found(both(tried(503), tried(503, 200), is_whole=False), "redelivery")
    assert one.severity == "info"


def test_the_part_of_the_scenario_is_named() -> None:
    def part(tell: Tell) -> Tell:
        def labelled(life: Life) -> None:
            label(life, "fail500")
            tell(life)

        return labelled

    sides = captured(part(tried(500, 200)), part(tried(500)))
    assert told(sides, "redelivery") == [("fail500: segment tries", "500, 200", "500")]
