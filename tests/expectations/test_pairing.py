from __future__ import annotations

from harness import tracked
from harness.calls import SEGMENT, Call
from harness.expectations.pairing import paired


def calls(*names: str) -> list[Call]:
    return [Call(SEGMENT, "track", "d", f"{number} /", name) for number, name in enumerate(names)]


def test_a_pattern_leaves_a_call_to_the_one_that_has_no_other() -> None:
    assert paired([tracked(), tracked("A")], calls("A", "B")) == {0: 1, 1: 0}
    assert paired([tracked(), tracked(), tracked("A")], calls("A", "B", "C")) == {0: 2, 1: 1, 2: 0}


def test_a_call_is_taken_once() -> None:
    assert paired([tracked("A"), tracked("A")], calls("A")) == {0: 0}
    assert paired([tracked("B")], calls("A")) == {}
    assert paired([], calls("A")) == {}
