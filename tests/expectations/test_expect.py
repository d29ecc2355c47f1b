from __future__ import annotations

import pytest

from harness import event_tracked, expect, tracked
from harness.calls import FENCE, MOENGAGE
from harness.errors import CaptureError
from harness.expectations.inbox import Inbox, Settled
from tests.expectations.a_test import ATest


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


def test_a_count_without_proof_is_a_failure_even_if_it_looks_right(a_test: ATest) -> None:
    a_test.segment("track", "A")
    a_test.settled = Settled((), False, "the fence did not reach segment")
    with pytest.raises(AssertionError, match="more may be under way: the fence did not reach segment"):
        expect(a_test.inbox()).to_receive_once(tracked("A"))
    with pytest.raises(AssertionError, match="more may be under way"):
        expect(a_test.inbox()).not_to_receive(tracked("B"))
    assert a_test.proofs == 2


def test_order_is_that_of_arrival(a_test: ATest) -> None:
    for name in ("A", "B", "A"):
        a_test.segment("track", name)
    found = expect(a_test.inbox()).to_receive_in_order(tracked("A"), tracked("B"), tracked("A"))
    assert [call.name for call in found] == ["A", "B", "A"]
    with pytest.raises(AssertionError, match="not received after"):
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
