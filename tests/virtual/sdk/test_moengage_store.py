from __future__ import annotations

from harness.virtual.sdk.moengage_store import Shelf, Store
from tests.virtual.sdk.fakes import MemoryStorage


def test_records_come_back_in_order_and_names_are_not_used_again() -> None:
    shelf = Shelf({}, {}, "last")
    names = [shelf.append({"n": number}) for number in range(3)]
    shelf.delete(names[2])
    names.append(shelf.append({"n": 3}))

    assert [record["n"] for record in shelf.read(*shelf.names())] == [0, 1, 3]
    assert len(set(names)) == 4
    assert len(shelf) == 3


def test_points_and_batches_are_apart_and_so_are_workspaces() -> None:
    storage = MemoryStorage()
    Store(storage, "W").points.append({})

    assert len(Store(storage, "W").points) == 1
    assert len(Store(storage, "W").batches) == 0
    assert len(Store(storage, "OTHER").points) == 0


def test_a_lone_surrogate_is_replaced_as_java_does() -> None:
    shelf = Shelf({}, {}, "last")
    name = shelf.append({"a": "x\ud800y"})

    assert shelf.find(name) == {"a": "x?y"}


def test_a_lost_counter_overwrites_no_record() -> None:
    files = {"000000007": b'{"n": 7}'}
    name = Shelf(files, {}, "last").append({"n": 8})

    assert name == "000000008"
    assert sorted(files) == ["000000007", "000000008"]


def test_a_record_that_cannot_be_read_is_dropped_and_logged() -> None:
    files, lines = {"000000007": b'{"n": '}, list[str]()
    shelf = Shelf(files, {}, "last", log=lines.append)

    assert shelf.find("000000007") is None
    assert files == {}
    assert lines == ["MoEngage: dropped the unreadable file last 000000007"]
