from __future__ import annotations

from harness.virtual.sdk.moengage_executor import Executor, Schedule
from tests.virtual.sdk.fakes import FakeProcess


def test_tasks_run_after_the_caller_s_turn_in_their_order(a_process: FakeProcess) -> None:
    executor, done = Executor(a_process), list[int]()
    for number in range(3):
        executor.submit(lambda number=number: done.append(number))  # type: ignore[misc]
    assert (done, len(executor)) == ([], 3)

    a_process.run()

    assert (done, len(executor)) == ([0, 1, 2], 0)


def test_a_task_that_throws_is_logged_and_stops_nothing(a_process: FakeProcess) -> None:
    executor, done = Executor(a_process), list[int]()
    executor.submit(lambda: done.append(1 // 0))
    executor.submit(lambda: done.append(2))
    a_process.run()

    assert done == [2]
    assert a_process.lines == ["MoEngage: caught ZeroDivisionError('integer division or modulo by zero')"]


def test_a_schedule_repeats_with_the_pause_of_the_moment(a_process: FakeProcess) -> None:
    pauses, fired = iter([1.0, 5.0, 100.0]), list[float]()
    schedule = Schedule(Executor(a_process), lambda: next(pauses), lambda: fired.append(a_process.clock.wall()))
    start = a_process.clock.wall()
    schedule.start()
    a_process.advance(50)

    assert [at - start for at in fired] == [1.0, 6.0]


def test_a_stopped_schedule_does_nothing_not_even_what_waits_its_turn(a_process: FakeProcess) -> None:
    fired = list[int]()
    schedule = Schedule(Executor(a_process), lambda: 1.0, lambda: fired.append(1))
    schedule.start()
    a_process.clock._timers[0].task()
    schedule.stop()
    a_process.advance(10)

    assert fired == []
    assert not schedule.is_running()


def test_no_pause_means_not_at_all(a_process: FakeProcess) -> None:
    schedule = Schedule(Executor(a_process), lambda: None, lambda: None)
    schedule.start()

    assert not schedule.is_running()
