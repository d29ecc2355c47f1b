from __future__ import annotations

from tests.compare.a_pair import Tell, both, captured, found, told
from tests.rules.a_life import Life


def answered(*statuses: int) -> Tell:
    def tell(life: Life) -> None:
        life.told("track", name="Bought", properties={"n": 1})
        message = life.message()
        for status in statuses:
            life.sent(message, status=status)
        life.reported(life.point())

    return tell


def lost(life: Life) -> None:
    life.told("track", name="Bought", properties={"n": 1}).reported(life.point())


def test_what_became_of_an_action_is_said_where_it_differs() -> None:
    assert told(both(answered(200), answered(500, 200)), "fates") == [
        ("track 'Bought' at segment", "acknowledged", "retried")
    ]


def test_an_action_without_a_call_is_lost() -> None:
    assert told(both(answered(200), lost), "fates") == [("track 'Bought' at segment", "acknowledged", "lost")]


def test_what_the_next_moment_could_change_is_only_told() -> None:
    (one,) = found(both(answered(200), lost, is_whole=False), "fates")
    assert one.severity == "info"


def test_of_a_capture_file_nobody_knows_what_was_told() -> None:
    sides = captured(lambda life: life.sent(life.message()), lambda _: None)
    assert told(sides, "fates") == []
