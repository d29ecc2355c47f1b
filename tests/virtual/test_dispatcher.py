from __future__ import annotations

from random import Random

import pytest

from harness.virtual.dispatcher import TurnDispatcher
from harness.virtual.life import Life
from harness.virtual.loop import Loop


def launch_all(loop: Loop, dispatcher: TurnDispatcher, count: int) -> list[int]:
    """Launches tasks in one turn; returns the order in which they ran."""
    ran: list[int] = []

    def turn() -> None:
        for number in range(count):
            dispatcher.launch(lambda number=number: ran.append(number))  # type: ignore[misc]
        assert ran == [], "nothing runs before the turn is over"

    loop.run(turn)
    loop.drain()
    return ran


def test_the_pool_runs_what_one_turn_launched_in_a_drawn_order(loop: Loop) -> None:
    ran = launch_all(loop, TurnDispatcher(loop, Life(), Random("seed")), 20)
    assert sorted(ran) == list(range(20))
    assert ran != list(range(20))


def test_the_same_seed_draws_the_same_order(loop: Loop) -> None:
    orders = [launch_all(loop, TurnDispatcher(loop, Life(), Random("seed")), 20) for _ in range(2)]
    assert orders[0] == orders[1]
    assert launch_all(loop, TurnDispatcher(loop, Life(), Random("other")), 20) != orders[0]


def test_the_pool_keeps_the_order_of_turns(loop: Loop) -> None:
    dispatcher, ran = TurnDispatcher(loop, Life(), Random("seed")), list[int]()
    for number in range(20):
        loop.run(lambda number=number: dispatcher.launch(lambda: ran.append(number)))  # type: ignore[misc]
    loop.drain()
    assert ran == list(range(20))


def test_a_queue_runs_first_in_first_out(loop: Loop) -> None:
    dispatcher, ran = TurnDispatcher(loop, Life(), Random("seed")), list[int]()

    def turn() -> None:
        for number in range(20):
            dispatcher.queue(lambda number=number: ran.append(number))  # type: ignore[misc]
        assert ran == []

    loop.run(turn)
    loop.drain()
    assert ran == list(range(20))


@pytest.mark.parametrize("way", ["launch", "queue"])
def test_a_dead_process_runs_nothing(loop: Loop, way: str) -> None:
    life, ran = Life(), list[str]()
    dispatcher = TurnDispatcher(loop, life, Random("seed"))

    def turn() -> None:
        getattr(dispatcher, way)(lambda: ran.append("ran"))
        life.end()

    loop.run(turn)
    loop.drain()
    assert ran == []


def test_a_failing_task_does_not_keep_the_others_from_running() -> None:
    defects: list[Exception] = []
    loop, ran = Loop("test", defects.append), list[str]()
    dispatcher = TurnDispatcher(loop, Life(), Random("seed"))

    def fail() -> None:
        raise RuntimeError("defect")

    def turn() -> None:
        dispatcher.launch(fail)
        dispatcher.launch(lambda: ran.append("ran"))

    loop.run(turn)
    loop.drain()
    loop.close()
    assert ran == ["ran"]
    assert [str(one) for one in defects] == ["defect"]
