from __future__ import annotations

import ast
from pathlib import Path

import pytest

import harness
from harness.clock import SYSTEM, Deadline, ManualClock, iso_utc


def test_a_deadline_is_over_when_its_clock_says_so() -> None:
    clock = ManualClock()
    deadline = Deadline.after(2.0, clock)
    clock.advance(1.5)
    assert deadline.left_s == pytest.approx(0.5)
    assert not deadline.is_over
    clock.advance(0.5)
    assert deadline.is_over


def test_the_system_clock_moves_forward() -> None:
    assert SYSTEM.now() <= SYSTEM.now()
    assert SYSTEM.wall() > 1_700_000_000


def test_wall_time_of_a_manual_clock_follows_it() -> None:
    clock = ManualClock(wall_s=1000.0)
    clock.advance(5)
    assert clock.wall() == 1005.0


def test_times_are_written_as_both_segment_sdks_write_them() -> None:
    assert iso_utc(0.0) == "1970-01-01T00:00:00.000Z"
    assert iso_utc(1767323045.678) == "2026-01-02T03:04:05.678Z"


def test_nothing_but_the_clock_reads_time() -> None:
    readers = []
    for file in Path(harness.__file__).parent.rglob("*.py"):
        imported = {
            alias.name
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        if "time" in imported:
            readers.append(file.name)
    assert readers == ["clock.py"]
