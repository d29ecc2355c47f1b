from __future__ import annotations

from tests.compare.a_pair import Tell, a_day, both, captured, found, told
from tests.rules.a_life import Life


def tracked_more(name: str) -> Tell:
    def tell(life: Life) -> None:
        a_day(life)
        life.sent(life.message(event=name)).reported(life.point(name))

    return tell


def test_a_call_that_one_side_lacks_is_said_of_both_vendors() -> None:
    assert told(both(tracked_more("Sold"), a_day), "calls") == [
        ("segment track 'Sold'", "1", "0"),
        ("moengage event_tracked 'Sold'", "1", "0"),
    ]


def test_its_place_is_that_of_the_call_that_is_left_over() -> None:
    (one, _) = found(both(a_day, tracked_more("Bought")), "calls")
    assert one.sides is not None
    assert (one.where, one.sides.left, one.sides.right) == ("", "1", "2")
    assert one.sides.right_where.endswith("/batch/0")


def test_what_was_still_under_way_is_only_told() -> None:
    assert {one.severity for one in found(both(tracked_more("Sold"), a_day, is_whole=False), "calls")} == {"info"}


def test_of_a_capture_file_all_is_there() -> None:
    assert {one.severity for one in found(captured(tracked_more("Sold"), a_day), "calls")} == {"error"}


def test_how_often_moengage_saw_a_screen_is_a_race() -> None:
    def opened(times: int) -> Tell:
        return lambda life: life.reported(*[life.point("EVENT_ACTION_ACTIVITY_START", {}) for _ in range(times)])

    assert told(both(opened(1), opened(2)), "calls") == []
    assert told(both(opened(1), lambda _: None), "calls") == [("moengage app_opened", "1", "0")]


def test_a_message_that_was_sent_again_is_one() -> None:
    def twice(life: Life) -> None:
        message = life.message()
        life.sent(message, status=500).sent(message)

    assert told(both(twice, lambda life: life.sent(life.message())), "calls") == []


def test_fences_are_nobodys_calls() -> None:
    assert told(both(tracked_more("Harness Fence"), a_day), "calls") == []
    assert found(both(tracked_more("Harness Fence"), a_day), "requests") == []
