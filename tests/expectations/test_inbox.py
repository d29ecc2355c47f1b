from __future__ import annotations

from harness.calls import FENCE, MOENGAGE, SEGMENT, Call, Exchange
from harness.expectations.inbox import Inbox, Settled
from tests.expectations.a_test import DEVICE, OWNER, ATest


def test_what_is_held_for_a_vendor_is_told_from_what_the_other_will_get() -> None:
    settled = Settled(("segment holds 1", "moengage holds 2", "the proxy holds 3"), True, "")
    assert settled.held_from(SEGMENT) == "segment holds 1, the proxy holds 3"
    assert settled.held_from(MOENGAGE) == "moengage holds 2, the proxy holds 3"


def test_an_inbox_of_a_recording_needs_nothing_but_its_ledger() -> None:
    inbox = Inbox(SEGMENT, OWNER, DEVICE, ATest().ledger)
    inbox.prove_alive()
    assert inbox.settle().is_proven
    assert inbox.patience_s == 0


def test_fences_are_counted_by_themselves() -> None:
    a_test = ATest()
    a_test.segment("track", FENCE)
    first = a_test.segment("track", "A")
    a_test.segment("track", "A")
    inbox = a_test.inbox()
    assert inbox.fences() == 1
    assert len(inbox.calls("track", None, -1)) == 2
    assert len(inbox.calls("track", "A", first.position)) == 1


def test_an_inbox_says_whose_it_is() -> None:
    assert repr(ATest().inbox(MOENGAGE)) == f"<Inbox of moengage for {OWNER}>"


def test_the_request_that_carried_a_call_can_be_looked_at() -> None:
    a_test = ATest()
    a_test.answered(200, "")
    entry = a_test.answered(503, "segment uploads: status 503")
    assert isinstance(entry.what, Call)
    found = a_test.inbox().exchange_of(entry.what)
    assert (found.id, found.status, found.host) == ("0002", 503, "api.segment.io")


def test_all_requests_of_a_vendor_are_found_whatever_they_carried() -> None:
    a_test = ATest()
    a_test.answered(200, "")
    a_test.answered(503, "segment uploads: status 503")
    assert [one.status for one in a_test.inbox().exchanges()] == [200, 503]
    assert a_test.inbox(MOENGAGE).exchanges() == []


def test_the_body_that_a_call_came_in_can_be_read() -> None:
    a_test = ATest()
    body = b'{"sentAt":"now","batch":[]}'
    a_test.ledger.append(Exchange("0001", DEVICE, 0.0, "POST", "https://api.segment.io/v1/b", request_body=body))
    entry = a_test.segment("track", "A")
    assert isinstance(entry.what, Call)
    assert a_test.inbox().body_of(entry.what) == {"sentAt": "now", "batch": []}
