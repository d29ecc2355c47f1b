from __future__ import annotations

import pytest

from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.swift_app import a_swift_app


@pytest.mark.parametrize(("flush_at", "after"), [(1, 1), (2, 1), (3, 3), (4, 2), (5, 5), (10, 5), (20, 10), (21, 21)])
def test_an_even_flush_at_flushes_after_half_as_many(
    an_ios_app_process: FakeProcess, flush_at: int, after: int
) -> None:
    """segment.md 4.2."""
    app = a_swift_app(an_ios_app_process, flush_at=flush_at)
    count = 0
    while not app.uploaded():
        app.do("track", f"E{count}")
        count += 1
    assert count == after


def test_the_timer_counts_from_the_last_change_of_state_and_there_is_no_flush_at_the_start(
    an_ios_app_process: FakeProcess,
) -> None:
    """segment.md 4.1."""
    process = an_ios_app_process
    process.network.hold("/settings")
    app = a_swift_app(process)
    app.do("track", "A")
    process.advance(20)
    process.network.release("/settings")
    process.run()
    process.advance(29)
    assert app.uploaded() == []
    process.advance(2)
    assert len(app.uploaded()) == 1


def test_an_interval_of_zero_is_no_timer(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process, flush_interval_s=0)
    app.do("track", "A")
    app.process.advance(100)
    assert app.uploaded() == []


def test_the_timer_fires_again_and_again(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process)
    for number in range(3):
        app.do("track", f"E{number}")
        app.process.advance(30)
    assert [event["event"] for event in app.uploaded()] == ["E0", "E1", "E2"]


def test_while_events_are_held_only_the_calls_count(an_ios_app_process: FakeProcess) -> None:
    """segment.md 4.2."""
    process = an_ios_app_process
    process.network.hold("/settings")
    app = a_swift_app(process, flush_at=4)
    for number in range(3):
        app.do("track", f"E{number}")
    assert app.moengage.others == []
    app.do("track", "E3")
    assert app.moengage.others == ["flush"]
