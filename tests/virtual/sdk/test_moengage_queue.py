from __future__ import annotations

from harness.virtual.sdk.moengage_config import RemoteConfig
from harness.virtual.sdk.moengage_identity import Identity
from harness.virtual.sdk.moengage_queue import Queue
from harness.virtual.sdk.moengage_session import Session
from harness.virtual.sdk.moengage_store import Store
from tests.virtual.sdk.fakes import FakeProcess


def a_point(number: int) -> dict[str, str]:
    return {"EVENT_ACTION": "E", "EVENT_G_TIME": str(number)}


class Rig:
    def __init__(self, process: FakeProcess) -> None:
        store = Store(process.storage, "W")
        self.identity = Identity(store.values, {}, "device", process.draws)
        session = Session(store.values, RemoteConfig(store.values), process.draws)
        self.queue = Queue(store, self.identity, session, process.clock, process.draws)


def test_a_batch_keeps_the_identity_of_the_moment_it_was_cut(a_process: FakeProcess) -> None:
    rig = Rig(a_process)
    rig.identity.adopt({"uid": "ada"})
    rig.queue.add(a_point(1))
    rig.queue.cut()
    unique_id = rig.identity.unique_id
    rig.identity.forget()

    batch = rig.queue.first_batch()

    assert batch is not None
    assert (batch.unique_id, batch.identifiers["moe_user_id"], batch.points) == (unique_id, "ada", [a_point(1)])


def test_batches_come_out_oldest_first_and_have_their_own_ids(a_process: FakeProcess) -> None:
    queue = Rig(a_process).queue
    queue.add(a_point(1))
    queue.cut()
    queue.add(a_point(2))
    queue.cut()
    first = queue.first_batch()
    assert first is not None
    queue.delete_batch(first)
    second = queue.first_batch()

    assert second is not None
    assert (first.points, second.points) == ([a_point(1)], [a_point(2)])
    assert first.bid != second.bid
    assert second.number == first.number + 1


def test_a_batch_holds_at_most_a_hundred_points(a_process: FakeProcess) -> None:
    queue = Rig(a_process).queue
    for number in range(201):
        queue.add(a_point(number))

    queue.take_batch()

    assert (queue.waiting, len(queue)) == (101, 201)


def test_points_and_batches_outlive_the_process_with_their_ids(a_process: FakeProcess) -> None:
    queue = Rig(a_process).queue
    queue.add(a_point(1))
    queue.cut()
    queue.add(a_point(2))
    before = queue.first_batch()
    assert before is not None
    queue.note_failure(before, 503)

    after = Rig(a_process.relaunched()).queue
    batch = after.first_batch()

    assert (len(after), after.waiting) == (2, 1)
    assert batch is not None
    assert (batch.bid, batch.request_time, batch.statuses) == (before.bid, before.request_time, [503])


def test_nothing_makes_no_batch(a_process: FakeProcess) -> None:
    queue = Rig(a_process).queue
    queue.cut()

    assert queue.first_batch() is None
