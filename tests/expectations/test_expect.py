from __future__ import annotations

import threading
from pathlib import Path

import pytest

from harness import event_tracked, expect, signed_in, tracked
from harness.calls import FENCE, MOENGAGE, SEGMENT, Call
from harness.clock import SYSTEM
from harness.errors import CaptureError, ConfigurationError
from harness.expectations.inbox import Inbox, Settled
from harness.ledger import Ledger
from harness.patterns.fields import Mismatch
from tests.expectations.a_test import DEVICE, OWNER, ATest


@pytest.fixture
def a_test() -> ATest:
    return ATest()


def test_a_call_that_is_there_is_returned_without_asking_for_a_flush(a_test: ATest) -> None:
    entry = a_test.segment("track", "A")
    assert expect(a_test.inbox()).to_receive(tracked("A")) is entry.what
    assert (a_test.flushes, a_test.proofs) == (0, 0)


def test_one_flush_is_asked_for_when_the_call_is_not_there(a_test: ATest) -> None:
    inbox = a_test.inbox()
    arriving = Inbox(**{**vars(inbox), "flush": lambda: a_test.segment("track", "A")})
    assert expect(arriving).to_receive(tracked("A")).name == "A"


def test_nothing_is_said_of_the_sdk_before_capture_is_proven_alive(a_test: ATest) -> None:
    def die() -> None:
        raise CaptureError("capture is dead")

    dead = Inbox(**{**vars(a_test.inbox()), "prove_alive": die})
    with pytest.raises(CaptureError):
        expect(dead).to_receive(tracked("A"))
    with pytest.raises(AssertionError):
        expect(a_test.inbox()).to_receive(tracked("A"))
    assert a_test.proofs == 1


def test_a_call_that_arrives_with_the_proof_counts(a_test: ATest) -> None:
    late = Inbox(**{**vars(a_test.inbox()), "prove_alive": lambda: a_test.segment("track", "A")})
    assert expect(late).to_receive(tracked("A")).name == "A"


def test_calls_before_the_action_do_not_count(a_test: ATest) -> None:
    a_test.segment("track", "A")
    action = a_test.told("reset")
    with pytest.raises(AssertionError):
        expect(a_test.inbox()).after(action).to_receive(tracked("A"))
    expect(a_test.inbox()).after(action).not_to_receive(tracked("A"))
    a_test.segment("track", "A")
    expect(a_test.inbox()).after(action).to_receive_once(tracked("A"))


def test_once_is_neither_never_nor_twice(a_test: ATest) -> None:
    inbox = a_test.inbox()
    with pytest.raises(AssertionError, match="received 0 times, expected once"):
        expect(inbox).to_receive_once(tracked("A"))
    a_test.segment("track", "A")
    expect(inbox).to_receive_once(tracked("A"))
    a_test.segment("track", "A")
    with pytest.raises(AssertionError, match="received 2 times, expected once"):
        expect(inbox).to_receive_once(tracked("A"))
    assert len(expect(inbox).to_receive_times(tracked("A"), 2)) == 2
    with pytest.raises(AssertionError, match="received 2 times, expected 3 times"):
        expect(inbox).to_receive_times(tracked("A"), 3)


def test_only_is_each_of_them_once_and_nothing_else(a_test: ATest) -> None:
    before = a_test.segment("track", "Before")
    calls = [a_test.segment("track", "A", n=1).what, a_test.segment("track", "B").what]
    expectation = expect(a_test.inbox()).after(before)
    assert expectation.to_receive_only(tracked("B"), tracked("A")) == calls[::-1]
    assert expectation.to_receive_only(tracked(), tracked("A", properties={"n": 1})) == calls[::-1]
    with pytest.raises(AssertionError, match=r"anything: 1 came that nobody expected\n"):
        expectation.to_receive_only(tracked("A"))
    with pytest.raises(AssertionError, match=r"name='C'\): 1 of 3 did not come\n"):
        expectation.to_receive_only(tracked("A"), tracked("B"), tracked("C"))
    with pytest.raises(AssertionError, match="1 of 2 did not come; 1 came that nobody expected"):
        expectation.to_receive_only(tracked("A"), tracked("A"))


def test_only_needs_a_proof_and_leaves_fences_out(a_test: ATest) -> None:
    a_test.fenced = (SEGMENT,)
    expect(a_test.inbox()).to_receive_only()
    a_test.settled = Settled((), False, "the fence did not reach segment")
    with pytest.raises(AssertionError, match="more may come: the fence did not reach segment"):
        expect(a_test.inbox()).to_receive_only()


def test_a_count_without_proof_is_a_failure_even_if_it_looks_right(a_test: ATest) -> None:
    a_test.segment("track", "A")
    a_test.settled = Settled((), False, "the fence did not reach segment")
    with pytest.raises(AssertionError, match="more may come: the fence did not reach segment"):
        expect(a_test.inbox()).to_receive_once(tracked("A"))
    with pytest.raises(AssertionError, match="more may come"):
        expect(a_test.inbox()).not_to_receive(tracked("B"))
    assert a_test.proofs == 2


def test_too_many_are_too_many_whatever_may_yet_come(a_test: ATest) -> None:
    a_test.segment("track", "A")
    a_test.segment("track", "A")
    a_test.settled = Settled((), False, "the fence did not reach segment")
    with pytest.raises(AssertionError, match="received 2 times, expected once\n"):
        expect(a_test.inbox()).to_receive_once(tracked("A"))


@pytest.mark.parametrize(("vendor", "is_open"), [(SEGMENT, True), (MOENGAGE, False)])
def test_what_a_vendors_sdk_still_holds_leaves_open_what_that_vendor_will_receive(
    a_test: ATest, vendor: str, is_open: bool
) -> None:
    a_test.settled, a_test.fenced = Settled((f"{vendor} holds 2",), True, "two fences arrived"), (SEGMENT, MOENGAGE)
    if is_open:
        with pytest.raises(AssertionError, match="expected never; more may come: segment holds 2"):
            expect(a_test.inbox()).not_to_receive(tracked("A"))
    else:
        expect(a_test.inbox()).not_to_receive(tracked("A"))
    assert a_test.proofs == 0


def test_what_the_proxy_holds_leaves_every_count_open(a_test: ATest) -> None:
    a_test.settled = Settled(("moengage holds 1", "the proxy holds 1"), True, "two fences arrived")
    a_test.fenced = (SEGMENT, MOENGAGE)
    with pytest.raises(AssertionError, match="more may come: the proxy holds 1\n"):
        expect(a_test.inbox()).not_to_receive(tracked("A"))


def test_an_sdk_that_is_switched_off_may_hold_what_it_likes(a_test: ATest) -> None:
    a_test.moengage("event_tracked", FENCE)
    a_test.settled, a_test.fenced = Settled(("moengage holds 4",), True, "two fences arrived"), (SEGMENT,)
    expect(a_test.inbox(MOENGAGE)).not_to_receive(event_tracked("A"))


def test_a_pattern_of_the_other_vendor_is_refused(a_test: ATest) -> None:
    for ask in (
        expect(a_test.inbox()).to_receive,
        expect(a_test.inbox()).to_receive_once,
        expect(a_test.inbox()).not_to_receive,
        expect(a_test.inbox()).to_receive_in_order,
    ):
        with pytest.raises(ConfigurationError, match="ask it of the inbox of moengage"):
            ask(signed_in("ada"))


def test_a_call_that_arrives_while_waiting_is_returned_at_once() -> None:
    ledger = Ledger()
    ledger.begin(OWNER, DEVICE)
    call = Call(SEGMENT, "track", DEVICE, "0001 /batch/0", "A")
    inbox = Inbox(SEGMENT, OWNER, DEVICE, ledger, patience_s=30.0)
    threading.Timer(0.05, ledger.append, [call]).start()
    started = SYSTEM.now()

    assert expect(inbox).to_receive(tracked("A")) is call

    assert SYSTEM.now() - started < 5


def test_waiting_looks_at_each_call_once() -> None:
    class Counting:
        vendor, kind, name = SEGMENT, "track", None
        looked = 0

        def mismatches(self, call: Call) -> tuple[Mismatch, ...]:
            self.looked += 1
            return () if call.name == "Last" else (Mismatch("name", "Last", call.name),)

        def closeness(self, call: Call) -> tuple[bool, int]:
            return (True, len(self.mismatches(call)))

    ledger = Ledger()
    ledger.begin(OWNER, DEVICE)
    for _ in range(100):
        ledger.append(Call(SEGMENT, "track", DEVICE, "", "A"))

    def arrive() -> None:
        for name in [*["A"] * 100, "Last"]:
            ledger.append(Call(SEGMENT, "track", DEVICE, "", name))

    thread = threading.Timer(0.05, arrive)
    thread.start()
    pattern = Counting()
    assert expect(Inbox(SEGMENT, OWNER, DEVICE, ledger, patience_s=5.0)).to_receive(pattern).name == "Last"
    thread.join()
    assert pattern.looked == 201


def test_an_order_is_waited_for_until_it_is_whole() -> None:
    ledger = Ledger()
    ledger.begin(OWNER, DEVICE)
    for name in ("B", "A"):
        ledger.append(Call(SEGMENT, "track", DEVICE, "", name))
    inbox = Inbox(SEGMENT, OWNER, DEVICE, ledger, patience_s=5.0)
    threading.Timer(0.05, ledger.append, [Call(SEGMENT, "track", DEVICE, "second", "B")]).start()

    first, second = expect(inbox).to_receive_in_order(tracked("A"), tracked("B"))

    assert (first.name, second.source) == ("A", "second")


def test_no_pattern_is_an_order_of_nothing(a_test: ATest) -> None:
    assert expect(a_test.inbox()).to_receive_in_order() == []


def test_the_traceback_ends_in_the_suite(a_test: ATest) -> None:
    for ask in (expect(a_test.inbox()).to_receive, expect(a_test.inbox()).to_receive_once):
        with pytest.raises(AssertionError) as caught:
            ask(tracked("A"))
        hidden = [frame for frame in caught.traceback if frame.frame.f_locals.get("__tracebackhide__")]
        assert [Path(frame.path).name for frame in caught.traceback.filter(caught)] == ["test_expect.py"]
        assert hidden


def test_order_is_that_of_arrival(a_test: ATest) -> None:
    for name in ("A", "B", "A"):
        a_test.segment("track", name)
    found = expect(a_test.inbox()).to_receive_in_order(tracked("A"), tracked("B"), tracked("A"))
    assert [call.name for call in found] == ["A", "B", "A"]
    with pytest.raises(AssertionError, match=r"received before segment track.*name='A'.*, expected after it"):
        expect(a_test.inbox()).to_receive_in_order(tracked("B"), tracked("A"), tracked("B"))


def test_fences_are_outside_of_every_count(a_test: ATest) -> None:
    a_test.segment("track", FENCE)
    a_test.moengage("event_tracked", FENCE)
    expect(a_test.inbox()).not_to_receive(tracked(FENCE))
    expect(a_test.inbox(MOENGAGE)).not_to_receive(event_tracked())


def test_an_inbox_holds_its_own_vendors_calls_only(a_test: ATest) -> None:
    a_test.moengage("event_tracked", "A")
    expect(a_test.inbox()).not_to_receive(tracked("A"))
    expect(a_test.inbox(MOENGAGE)).to_receive_once(event_tracked("A"))


def test_nothing_is_nothing_at_all(a_test: ATest) -> None:
    a_test.segment("track", "Elsewhere")
    expect(a_test.inbox(MOENGAGE)).to_receive_nothing()


def test_nothing_is_refused_by_any_call_of_that_vendor(a_test: ATest) -> None:
    a_test.moengage("config_fetched")
    with pytest.raises(AssertionError, match="moengage anything: received 1 time, expected never"):
        expect(a_test.inbox(MOENGAGE)).to_receive_nothing()


def test_nothing_is_not_said_while_more_may_come(a_test: ATest) -> None:
    a_test.settled = Settled((), False, "the fence did not reach segment")
    with pytest.raises(AssertionError, match="more may come: the fence did not reach segment"):
        expect(a_test.inbox(MOENGAGE)).to_receive_nothing()
