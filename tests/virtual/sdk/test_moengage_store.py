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
