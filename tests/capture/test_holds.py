from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from harness.capture.holds import Holds

LONG_S = 3600.0


async def held_after(change: Callable[[Holds], None], *seconds: float, device: str = "phone") -> list[bool]:
    """Which of the holds are still held after the change."""
    holds = Holds()
    tasks = [asyncio.create_task(holds.hold(device, one)) for one in seconds]
    await asyncio.sleep(0)
    change(holds)
    await asyncio.sleep(0.02)
    held = [not task.done() for task in tasks]
    for task in tasks:
        task.cancel()
    return held


@pytest.mark.parametrize(("skipped", "held"), [(0, [True, True]), (50, [True, True]), (70, [False, True])])
def test_time_that_is_skipped_counts(skipped: float, held: list[bool]) -> None:
    assert asyncio.run(held_after(lambda holds: holds.advance(skipped), 60, LONG_S)) == held


def test_skips_add_up() -> None:
    def twice(holds: Holds) -> None:
        holds.advance(40)
        holds.advance(40)

    assert asyncio.run(held_after(twice, 60, LONG_S)) == [False, True]


def test_real_time_counts_too() -> None:
    assert asyncio.run(held_after(lambda _: None, 0.001, LONG_S)) == [False, True]


@pytest.mark.parametrize(("released", "held"), [("phone", False), ("tablet", True)])
def test_only_the_named_device_is_released(released: str, held: bool) -> None:
    assert asyncio.run(held_after(lambda holds: holds.release(released), LONG_S)) == [held]


def test_where_time_stands_still_only_skipped_time_counts() -> None:
    def stop(holds: Holds) -> None:
        holds.stand_still("phone")

    def stop_and_skip(holds: Holds) -> None:
        holds.stand_still("phone")
        holds.advance(60)

    assert asyncio.run(held_after(stop, 0.001)) == [True]
    assert asyncio.run(held_after(stop_and_skip, 50, LONG_S)) == [False, True]


def test_time_goes_on_where_it_stood_still() -> None:
    def stop_and_go(holds: Holds) -> None:
        holds.stand_still("phone")
        holds.go_on("phone")

    assert asyncio.run(held_after(stop_and_go, 0.001, LONG_S)) == [False, True]


def test_time_stands_still_for_one_device_alone() -> None:
    assert asyncio.run(held_after(lambda holds: holds.stand_still("tablet"), 0.001)) == [False]
