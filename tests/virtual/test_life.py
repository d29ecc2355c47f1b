from __future__ import annotations

import gc
import weakref

from harness.virtual.life import Life, ProcessClock
from harness.virtual.loop import Loop


def test_timers_of_a_dead_process_do_not_fire(loop: Loop) -> None:
    life, fired = Life(), list[str]()
    clock = ProcessClock(loop, life)
    clock.call_later(1, lambda: fired.append("while alive"))
    clock.call_later(3, lambda: fired.append("after death"))
    loop.advance(2)
    life.end()
    loop.advance(5)
    assert fired == ["while alive"]


def test_a_process_reads_the_phones_wall_clock(loop: Loop) -> None:
    before = ProcessClock(loop, Life()).wall()
    loop.advance(3600)
    assert 3600 <= ProcessClock(loop, Life()).wall() - before < 3610


def test_nothing_keeps_hold_of_a_dead_process(loop: Loop) -> None:
    class Sdk:
        def tick(self) -> None: ...

    life, sdk = Life(), Sdk()
    ProcessClock(loop, life).call_later(3600, sdk.tick)
    seen = weakref.ref(sdk)
    life.end()
    del sdk
    gc.collect()
    assert seen() is None


def test_the_last_acts_are_done_once() -> None:
    life, done = Life(), list[str]()
    life.at_end(lambda: done.append("closed"))
    life.end()
    life.end()
    assert done == ["closed"]


def test_what_falls_due_while_suspended_waits_in_its_order(loop: Loop) -> None:
    life, fired = Life(), list[str]()
    clock = ProcessClock(loop, life)
    for seconds in (2, 1):
        clock.call_later(seconds, lambda said=str(seconds): fired.append(said))  # type: ignore[misc]  # a loop's value
    life.suspend()
    loop.advance(5)
    assert fired == []
    for task in life.resume():
        loop.post(task)
    loop.drain()
    assert fired == ["1", "2"]


def test_a_timer_that_fell_due_while_suspended_can_be_cancelled_still(loop: Loop) -> None:
    life, fired = Life(), list[str]()
    timer = ProcessClock(loop, life).call_later(1, lambda: fired.append("timer"))
    life.suspend()
    loop.advance(2)
    waiting = life.resume()
    timer.cancel()
    for task in waiting:
        loop.post(task)
    loop.drain()
    assert fired == []


def test_a_suspended_process_that_ends_does_nothing_more() -> None:
    life, fired = Life(), list[str]()
    life.suspend()
    life.bound(lambda: fired.append("turn"))()
    waiting = life.resume()
    life.end()
    for task in waiting:
        task()
    assert fired == []
