from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from harness.clock import SYSTEM, ManualClock, pause
from harness.errors import DeviceError
from harness.virtual.loop import ERRAND_S, Loop


def test_a_turn_gives_its_result_to_the_caller(loop: Loop) -> None:
    assert loop.run(lambda: 6 * 7) == 42


def test_a_turn_raises_to_its_caller_and_the_loop_goes_on(loop: Loop) -> None:
    def refuse() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        loop.run(refuse)
    assert loop.run(lambda: "still here") == "still here"


def test_turns_of_many_threads_never_overlap(loop: Loop) -> None:
    inside: list[int] = []
    most: list[int] = []

    def turn() -> None:
        inside.append(1)
        pause(0.001)
        most.append(len(inside))
        inside.pop()

    threads = [threading.Thread(target=lambda: loop.run(turn)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 8


def test_a_turn_asked_for_inside_a_turn_is_made_at_once(loop: Loop) -> None:
    assert loop.run(lambda: loop.run(lambda: "inner")) == "inner"


def test_a_defect_in_a_posted_turn_is_reported_and_the_loop_goes_on() -> None:
    defects: list[Exception] = []
    loop = Loop("test", defects.append)

    def fail() -> None:
        raise KeyError("lost")

    loop.post(fail)
    assert loop.run(lambda: "after") == "after"
    loop.close()
    assert [str(one) for one in defects] == ["'lost'"]


def test_timers_fire_by_themselves_when_their_moment_comes(loop: Loop) -> None:
    fired = threading.Event()
    loop.call_later(0.02, fired.set)
    assert fired.wait(1.0)


def test_a_cancelled_timer_does_not_fire(loop: Loop) -> None:
    fired: list[str] = []
    loop.call_later(5, lambda: fired.append("cancelled")).cancel()
    loop.call_later(5, lambda: fired.append("kept"))
    loop.advance(10)
    assert fired == ["kept"]


@pytest.fixture
def still_clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def still_loop(still_clock: ManualClock) -> Iterator[Loop]:
    """On a clock that stands still: only ``advance`` moves the phone's time."""
    loop = Loop("test", lambda defect: pytest.fail(repr(defect)), still_clock)
    yield loop
    loop.close()


def test_advance_fires_timers_in_the_order_of_their_moments(still_loop: Loop) -> None:
    fired: list[float] = []
    for seconds in (30.0, 10.0, 20.0):
        still_loop.call_later(seconds, lambda: fired.append(still_loop.now()))
    still_loop.advance(25)
    assert fired == [10.0, 20.0]
    assert still_loop.now() == 25.0


def test_a_timer_set_by_a_timer_fires_within_the_same_advance(still_loop: Loop) -> None:
    fired: list[float] = []

    def tick() -> None:
        fired.append(still_loop.now())
        still_loop.call_later(30, tick)

    still_loop.call_later(30, tick)
    still_loop.advance(100)
    assert fired == [30.0, 60.0, 90.0]


def test_advance_moves_the_wall_clock_too(still_loop: Loop, still_clock: ManualClock) -> None:
    still_loop.advance(3600)
    assert still_loop.wall() == still_clock.wall() + 3600


def test_advance_by_nothing_or_less_moves_nothing(still_loop: Loop) -> None:
    still_loop.advance(0)
    still_loop.advance(-5)
    assert still_loop.now() == 0.0


def test_timers_of_one_moment_fire_in_the_order_they_were_set(still_loop: Loop) -> None:
    fired: list[int] = []
    for number in range(5):
        still_loop.call_later(1, lambda number=number: fired.append(number))  # type: ignore[misc]
    still_loop.advance(1)
    assert fired == [0, 1, 2, 3, 4]


def test_an_errand_may_finish_before_the_next_timer_fires(loop: Loop) -> None:
    happened: list[str] = []
    errand = loop.begin_errand()
    loop.call_later(10, lambda: happened.append("timer"))

    def finish() -> None:
        pause(0.03)
        loop.post(lambda: happened.append("answer"))
        errand.end()

    threading.Thread(target=finish).start()
    loop.advance(10)
    assert happened == ["answer", "timer"]


def test_an_errand_is_waited_for_a_quarter_of_a_second_in_all(loop: Loop) -> None:
    loop.begin_errand()
    ticks: list[float] = []
    for seconds in range(1, 40):
        loop.call_later(seconds, lambda: ticks.append(1))
    before = SYSTEM.now()
    loop.advance(40)
    assert len(ticks) == 39
    assert ERRAND_S <= SYSTEM.now() - before < 20 * ERRAND_S


def test_what_a_turn_leaves_for_its_end_is_done_before_its_caller_goes_on(loop: Loop) -> None:
    done: list[str] = []

    def turn() -> None:
        loop.at_turn_end(lambda: done.append("end"))
        done.append("turn")

    loop.run(turn)
    assert done == ["turn", "end"]


def test_drain_waits_for_turns_that_turns_made(loop: Loop) -> None:
    done: list[int] = []

    def again(left: int) -> None:
        done.append(left)
        if left:
            loop.post(lambda: again(left - 1))

    loop.post(lambda: again(50))
    loop.drain()
    assert done[-1] == 0


def test_a_loop_that_has_ended_refuses_turns(loop: Loop) -> None:
    loop.close()
    with pytest.raises(DeviceError, match="has ended"):
        loop.run(lambda: None)


def test_two_advances_at_once_add_up(still_loop: Loop) -> None:
    threads = [threading.Thread(target=still_loop.advance, args=(10,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert still_loop.now() == 40.0


def test_a_wrong_wall_clock_fires_no_timer_and_delays_none(loop: Loop) -> None:
    fired: list[str] = []
    loop.run(lambda: loop.call_later(10, lambda: fired.append("timer")))
    before = loop.wall()
    loop.wall_error_s = 3600
    loop.drain()
    assert loop.wall() - before >= 3600
    assert fired == []
    loop.wall_error_s = -3600
    loop.advance(10)
    assert fired == ["timer"]
    assert loop.wall() < before
