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
