from __future__ import annotations

import gc
import threading
import weakref
from typing import Any

import pytest

from harness.calls import FENCE, MOENGAGE, SEGMENT, Action, Call, Entry, Exchange, Undecoded, Unknown
from harness.clock import ManualClock
from harness.errors import CaptureError
from harness.ledger import Ledger

DEVICE = "virtual:ios"


class Weakly(dict[str, str]):
    """A dict that can be watched leaving memory."""


class Looks:
    """Counts how many of a list's entries are looked at one by one."""

    count = 0

    def over(self, entries: list[Entry]) -> list[Entry]:
        looks = self

        class Watched(list[Entry]):
            def __getitem__(self, index: Any) -> Any:
                looks.count += isinstance(index, int)
                return super().__getitem__(index)

        return Watched(entries)


def call(name: str, *ids: str, vendor: str = SEGMENT, kind: str = "track") -> Call:
    return Call(vendor, kind, DEVICE, "0001 /batch/0", name, ids=frozenset(ids))


def exchange(number: str = "0001") -> Exchange:
    return Exchange(id=number, device=DEVICE, wall=0.0, method="POST", url="https://api.segment.io/v1/b")


@pytest.fixture
def ledger() -> Ledger:
    made = Ledger()
    made.begin("one", DEVICE)
    return made


def names(entries: list[Entry]) -> list[str | None]:
    return [entry.what.name for entry in entries if isinstance(entry.what, Call)]


def test_entries_are_in_order_of_arrival_and_timed_from_the_start() -> None:
    clock = ManualClock()
    ledger = Ledger(clock)
    ledger.begin("one", DEVICE)
    ledger.append(Action("track", DEVICE))
    clock.advance(1.5)
    ledger.append(call("A"))
    assert [(entry.position, entry.at_s) for entry in ledger.entries("one")] == [(0, 0.0), (1, 1.5)]


def test_calls_are_found_by_vendor_kind_and_name_after_a_position(ledger: Ledger) -> None:
    ledger.append(call("A"))
    marker = ledger.append(call("B"))
    ledger.append(call("A"))
    ledger.append(call("A", vendor=MOENGAGE, kind="event_tracked"))
    assert names(ledger.calls("one", SEGMENT)) == ["A", "B", "A"]
    assert names(ledger.calls("one", SEGMENT, kind="track", name="A")) == ["A", "A"]
    assert len(ledger.calls("one", SEGMENT, name="A", since=marker.position)) == 1
    assert names(ledger.calls("one", MOENGAGE, kind="track")) == []


def test_what_carries_no_id_belongs_to_the_running_test(ledger: Ledger) -> None:
    ledger.append(call("A"))
    ledger.begin("two", DEVICE)
    ledger.append(call("B"))
    assert names(ledger.calls("one", SEGMENT)) == ["A"]
    assert names(ledger.calls("two", SEGMENT)) == ["B"]


def test_a_call_with_a_known_id_finds_its_test(ledger: Ledger) -> None:
    ledger.claim("one", ["ANON-1"])
    ledger.begin("two", DEVICE)
    ledger.append(call("Late", "anon-1"))
    assert names(ledger.calls("one", SEGMENT)) == ["Late"]
    assert names(ledger.calls("two", SEGMENT)) == []


def test_ids_of_a_tests_calls_become_its_own(ledger: Ledger) -> None:
    ledger.append(call("A", "anon-1", "device-1"))
    ledger.begin("two", DEVICE)
    ledger.append(call("B", "device-1"))
    assert names(ledger.calls("one", SEGMENT)) == ["A", "B"]


def test_late_traffic_of_a_finished_test_is_counted_and_not_kept(ledger: Ledger) -> None:
    ledger.append(call("A", "anon-1"))
    assert len(ledger.end("one")) == 1
    ledger.begin("two", DEVICE)
    ledger.append(call("Late", "anon-1"))
    assert ledger.late == {"one": 1}
    assert ledger.entries("one") == ()
    assert ledger.entries("two") == ()


def test_of_late_traffic_calls_are_counted_and_what_nobody_could_read_is_kept_by_name(ledger: Ledger) -> None:
    ledger.append(call("A", "anon-1"))
    ledger.end("one")
    strange = Unknown(SEGMENT, DEVICE, "0002 /batch/0", "field", "context.foo", frozenset({"anon-1"}))
    ledger.append_exchange(exchange("0002"), [call("Late", "anon-1"), call(FENCE, "anon-1"), strange])
    ledger.append(Action("reset", DEVICE))
    assert ledger.late == {"one": 1}
    assert [str(one) for one in ledger.unowned.seen] == ["unknown: segment field context.foo (in 0002)"]


def test_what_is_unknown_belongs_to_the_test_of_its_ids(ledger: Ledger) -> None:
    ledger.claim("one", ["anon-1"])
    ledger.begin("two", DEVICE)
    ledger.append(Unknown(SEGMENT, DEVICE, "0002 /", "field", "context.foo", frozenset({"anon-1"})))
    assert [type(entry.what).__name__ for entry in ledger.entries("one")] == ["Unknown"]
    assert not ledger.unowned.seen


def test_what_comes_before_any_test_and_nobody_could_read_is_kept_by_name() -> None:
    early = Ledger()
    early.append(Undecoded(SEGMENT, DEVICE, "0001 /", "no JSON"))
    assert str(early.unowned) == "1 undecoded, 0 unknown"


def test_another_devices_calls_belong_to_its_own_test(ledger: Ledger) -> None:
    ledger.begin("android", "virtual:android")
    ledger.append(call("A"))
    assert names(ledger.calls("one", SEGMENT)) == ["A"]
    assert names(ledger.calls("android", SEGMENT)) == []


def test_an_exchange_belongs_to_the_owner_of_its_first_call(ledger: Ledger) -> None:
    ledger.claim("one", ["anon-1"])
    ledger.begin("two", DEVICE)
    ledger.append_exchange(exchange(), [call("A", "anon-1")])
    ledger.append_exchange(exchange("0002"), [Undecoded(SEGMENT, DEVICE, "0002 /", "no JSON")])
    assert [type(entry.what).__name__ for entry in ledger.entries("one")] == ["Exchange", "Call"]
    assert [type(entry.what).__name__ for entry in ledger.entries("two")] == ["Exchange", "Undecoded"]


def test_waiting_sees_what_is_already_there_at_once(ledger: Ledger) -> None:
    ledger.append(call("A"))
    assert ledger.wait(lambda: ledger.calls("one", SEGMENT) or None, 0.0)


def test_many_waiters_are_woken_by_an_append_from_another_thread(ledger: Ledger) -> None:
    found: list[str | None] = []

    def wait_for(name: str) -> None:
        seen = ledger.wait(lambda: names(ledger.calls("one", SEGMENT, name=name)) or None, 5.0)
        found.extend(seen or [])

    waiters = [threading.Thread(target=wait_for, args=(name,)) for name in ("A", "B", "A")]
    for waiter in waiters:
        waiter.start()
    ledger.append(call("B"))
    ledger.append(call("A"))
    for waiter in waiters:
        waiter.join(5)
    assert sorted(str(name) for name in found) == ["A", "A", "B"]


def test_waiting_in_vain_ends_in_time(ledger: Ledger) -> None:
    assert ledger.wait(lambda: None, 0.02) is None


def test_a_failure_reaches_every_waiter_now_and_later(ledger: Ledger) -> None:
    raised: list[BaseException] = []

    def wait() -> None:
        try:
            ledger.wait(lambda: None, 5.0)
        except CaptureError as error:
            raised.append(error)

    waiter = threading.Thread(target=wait)
    waiter.start()
    ledger.fail(CaptureError("capture is dead"))
    waiter.join(2)
    assert len(raised) == 1
    with pytest.raises(CaptureError):
        ledger.wait(lambda: None, 0.0)


def test_what_is_there_is_found_even_after_a_failure(ledger: Ledger) -> None:
    ledger.append(call("A"))
    ledger.fail(CaptureError("capture is dead"))
    assert ledger.wait(lambda: ledger.calls("one", SEGMENT) or None, 0.0)


def test_listeners_hear_every_entry_in_order_until_they_leave(ledger: Ledger) -> None:
    heard: list[int] = []

    def listen(entry: Entry) -> None:
        heard.append(entry.position)

    ledger.subscribe(listen)
    ledger.append(call("A"))
    ledger.append_exchange(exchange(), [call("B"), call("C")])
    ledger.unsubscribe(listen)
    ledger.append(call("D"))
    assert heard == [0, 1, 2, 3]


def test_appends_from_many_threads_are_all_kept_each_at_a_place_of_its_own(ledger: Ledger) -> None:
    threads = [threading.Thread(target=lambda: [ledger.append(call("A")) for _ in range(200)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    positions = [entry.position for entry in ledger.entries("one")]
    assert positions == list(range(1600))


def test_of_several_owners_a_call_belongs_to_the_one_that_began_last(ledger: Ledger) -> None:
    ledger.append(call("A", "anon-1", "device-that-stays"))
    ledger.begin("two", DEVICE)
    ledger.claim("two", ["anon-2"])
    ledger.append(call("B", "anon-2", "device-that-stays"))
    ledger.append(call("Late", "anon-1", "device-that-stays"))
    assert names(ledger.calls("one", SEGMENT)) == ["A", "Late"]
    assert names(ledger.calls("two", SEGMENT)) == ["B"]


def test_what_comes_before_any_test_takes_no_id_away() -> None:
    early = Ledger()
    early.append(call("Early", "anon-1"))
    early.begin("one", DEVICE)
    early.append(call("A", "anon-1"))
    assert names(early.calls("one", SEGMENT)) == ["A"]


def test_a_listener_that_fails_takes_nothing_from_waiters(ledger: Ledger) -> None:
    def fail(_: Entry) -> None:
        raise BrokenPipeError

    ledger.subscribe(fail)
    found: list[object] = []
    waiter = threading.Thread(
        target=lambda: found.append(ledger.wait(lambda: names(ledger.calls("one", SEGMENT)) or None, 5.0))
    )
    waiter.start()
    with pytest.raises(BrokenPipeError):
        ledger.append_exchange(exchange(), [call("A"), call("B")])
    waiter.join(5)
    assert found == [["A", "B"]]


def test_a_listener_that_fails_takes_nothing_from_the_others(ledger: Ledger) -> None:
    def fail(_: Entry) -> None:
        raise BrokenPipeError

    heard: list[Entry] = []
    ledger.subscribe(fail)
    ledger.subscribe(heard.append)
    with pytest.raises(BrokenPipeError):
        ledger.append_exchange(exchange(), [call("A"), call("B")])
    assert len(heard) == 3


def test_what_a_recording_says_was_seen_earlier_keeps_its_time(ledger: Ledger) -> None:
    ledger.append(call("A"), at_s=17.5)
    assert [entry.at_s for entry in ledger.entries("one")] == [17.5]


def test_entries_of_a_finished_test_leave_memory(ledger: Ledger) -> None:
    made = Action("track", DEVICE, Weakly(name="A"))
    gone = weakref.ref(made.arguments)
    ledger.append(made)
    del made
    gc.collect()
    assert gone() is not None
    ledger.end("one")
    gc.collect()
    assert gone() is None


def test_a_name_is_found_among_many_calls_without_looking_at_them(ledger: Ledger) -> None:
    for number in range(20_000):
        ledger.append(call("Common" if number % 1000 else "Rare"))
    marker = ledger.append(Action("track", DEVICE))
    ledger.append(call("Rare"))
    ledger.append(call("Common"))

    looked = Looks()
    ledger._shares["one"].calls[(SEGMENT, "track", "Common")] = looked.over(
        ledger._shares["one"].calls[(SEGMENT, "track", "Common")]
    )
    assert names(ledger.calls("one", SEGMENT, kind="track", name="Common", since=marker.position)) == ["Common"]
    assert looked.count < 40
    assert len(ledger.calls("one", SEGMENT, kind="track", name="Rare")) == 21


def test_ids_are_not_kept_for_ever(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harness.ledger.MOST_IDS", 3)
    ledger.claim("one", ["a", "b", "c", "d"])
    ledger.begin("two", DEVICE)
    ledger.append(call("A", "a"))
    ledger.append(call("D", "d"))
    assert names(ledger.calls("two", SEGMENT)) == ["A"]
    assert names(ledger.calls("one", SEGMENT)) == ["D"]
