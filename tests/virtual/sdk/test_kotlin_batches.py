from __future__ import annotations

import json

import pytest

from harness.virtual.sdk.kotlin_batches import FOLDER, Batches, TooLargeError
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.kotlin_app import launch, relaunch


def batches(process: FakeProcess, write_key: str = "wk") -> Batches:
    return Batches(process, process.storage.preferences("p"), write_key)


def test_an_open_file_loses_its_extension_when_it_is_closed(a_process: FakeProcess) -> None:
    """segment.md 4.3"""
    files = a_process.storage.files(FOLDER)
    written = batches(a_process)
    written.append('{"a":1}')
    assert files == {"wk-0.tmp": b'{"batch":[{"a":1}'}

    written.append('{"a":2}')
    written.roll_over()

    end = b'],"sentAt":"2027-01-15T08:00:00.000Z","writeKey":"wk"}'
    assert files == {"wk-0": b'{"batch":[{"a":1},{"a":2}' + end}


def test_sent_at_is_the_moment_of_closing(a_process: FakeProcess) -> None:
    """segment.md 2.1"""
    written = batches(a_process)
    written.append("{}")
    a_process.advance(7)
    written.roll_over()
    a_process.advance(7)

    assert json.loads(written.read("wk-0"))["sentAt"] == "2027-01-15T08:00:07.000Z"


def test_the_index_goes_on_over_launches(a_process: FakeProcess) -> None:
    """segment.md 4.3"""
    for _ in range(2):
        written = batches(a_process)
        written.append("{}")
        written.roll_over()

    assert sorted(written.closed()) == ["wk-0", "wk-1"]
    assert a_process.storage.preferences("p")["segment.events.file.index.wk"] == 2


def test_nothing_to_close_closes_nothing(a_process: FakeProcess) -> None:
    written = batches(a_process)
    written.roll_over()

    assert written.closed() == []
    assert "segment.events.file.index.wk" not in a_process.storage.preferences("p")


def test_a_file_left_by_an_ended_process_waits_for_a_new_event(a_process: FakeProcess) -> None:
    """segment.md 4.3; captured as relaunch"""
    app = launch(a_process)
    app.do("track", "Unflushed")
    again = relaunch(app)
    assert again.sent() == []

    again.do("track", "New")

    assert [event["event"] for event in again.sent()] == ["Unflushed", "New"]
    assert len(a_process.network.sent("/v1/b")) == 1


def test_an_event_of_32000_characters_is_refused(a_process: FakeProcess) -> None:
    """segment.md 4.3"""
    written = batches(a_process)
    written.append("x" * 31_999)

    with pytest.raises(TooLargeError):
        written.append("x" * 32_000)


def test_a_batch_is_closed_when_it_is_over_475000_bytes(a_process: FakeProcess) -> None:
    """segment.md 4.3"""
    written = batches(a_process)
    for _ in range(20):
        written.append("x" * 25_000)
    assert written.closed() == ["wk-0"]
    assert 475_000 < len(written.read("wk-0")) < 510_000


def test_batches_of_other_write_keys_are_listed_too(a_process: FakeProcess) -> None:
    """segment.md 4.3"""
    other = batches(a_process, "other")
    other.append("{}")
    other.roll_over()

    assert batches(a_process).closed() == ["other-0"]


def test_a_newer_batch_can_be_listed_first(a_process: FakeProcess) -> None:
    """jvm.md 4; captured as fail500"""
    a_process.storage.files(FOLDER).update({f"wk-{number}": b'{"batch":[]}' for number in range(8)})
    listed = batches(a_process).closed()

    assert listed != sorted(listed)
    assert sorted(listed) == [f"wk-{number}" for number in range(8)]


def test_events_are_counted_in_open_and_closed_files(a_process: FakeProcess) -> None:
    written = batches(a_process)
    written.append("{}")
    written.append("{}")
    written.roll_over()
    written.append("{}")

    assert written.count_events() == 3
    written.delete_batch("wk-0")
    assert written.count_events() == 1
