"""What describes every call describes each of them alike."""

from __future__ import annotations

from harness.calls import MOENGAGE, Call
from harness.expectations.verdict import Anything


def test_anything_is_matched_by_each_call_of_its_vendor() -> None:
    call = Call(MOENGAGE, "event_tracked", "virtual:ios", "0001 /", "A")
    assert Anything(MOENGAGE).mismatches(call) == ()
    assert Anything(MOENGAGE).closeness(call) == (False, 0)
    assert str(Anything(MOENGAGE)) == "moengage anything"
    assert Anything(MOENGAGE).name is None
