"""Proofs leave an app as it is where they can, and the ledger says where they cannot."""

from __future__ import annotations

import pytest

from harness import expect, tracked
from harness.calls import Note
from harness.proofs import GATE
from harness.rig import Installation

BROUGHT = "the app was brought to the front"


def notes(installation: Installation) -> list[str]:
    entries = installation.ledger.entries(installation.segment.owner)
    return [one.what.text for one in entries if isinstance(one.what, Note) and one.what.kind == "harness"]


def test_an_app_in_the_background_is_not_brought_forward_for_a_flush(installation: Installation) -> None:
    installation.app.background()
    installation.app.nudge()
    assert notes(installation) == []


def test_a_flush_that_was_asked_for_is_noted_and_that_of_a_fence_is_not(installation: Installation) -> None:
    def nudges() -> int:
        entries = installation.ledger.entries(installation.segment.owner)
        return sum(isinstance(one.what, Note) and one.what.kind == "nudge" for one in entries)

    installation.app.settle()
    assert nudges() == 0
    installation.app.nudge()
    assert nudges() == 1


def test_settling_brings_the_app_to_the_front_and_the_ledger_says_so(installation: Installation) -> None:
    installation.app.background()
    assert installation.app.settle().is_proven
    assert notes(installation) == [BROUGHT]


def test_settling_an_app_in_front_is_silent(installation: Installation) -> None:
    installation.app.settle()
    assert notes(installation) == []


def test_a_fence_that_waits_for_the_settings_of_a_return_is_flushed_once_more(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    installation.app.settle()
    installation.segment.answers_settings(after_s=0.5)
    monkeypatch.setattr(installation.app._backend, "lift_conditions", lambda: ())
    installation.app.background()
    installation.app.let_pass(11)
    installation.app.foreground()
    assert installation.app.settle().is_proven


def test_time_does_not_pass_before_what_is_under_way_has_its_answer(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = iter([2, 1, 0])
    monkeypatch.setattr(installation.device, "under_way", lambda: next(counts))
    installation.app.let_pass(1)
    assert list(counts) == []


def test_a_dead_app_is_started_for_a_proof(installation: Installation) -> None:
    installation.app.kill()
    installation.app.prove_alive()
    assert notes(installation) == [BROUGHT]
    installation.app.track("Alive", n=1)
    expect(installation.segment).to_receive(tracked("Alive"))


def fences(installation: Installation) -> int:
    entries = installation.ledger.entries(installation.segment.owner)
    return sum(isinstance(one.what, Note) and one.what.kind == "fence" for one in entries)


def test_what_was_settled_stays_so_while_nothing_is_told_or_seen(installation: Installation) -> None:
    first = installation.app.settle()
    assert fences(installation) == 2
    assert installation.app.settle() == first
    assert fences(installation) == 2
    installation.app.track("Again", n=1)
    installation.app.settle()
    assert fences(installation) == 4


def test_what_was_settled_without_moengage_is_not_settled_with_it(installation: Installation) -> None:
    installation.moengage.stays_off()
    installation.app.settle()
    installation.moengage.comes_on()
    installation.app.settle()
    assert fences(installation) == 4


def gate_notes(installation: Installation) -> int:
    entries = installation.ledger.entries(installation.segment.owner)
    return sum(isinstance(one.what, Note) and one.what.kind == GATE for one in entries)


class Gate:
    """A released SDK whose event gate has stayed shut: what it is told goes nowhere until it checks its settings."""

    def __init__(self, installation: Installation, monkeypatch: pytest.MonkeyPatch, opens: bool) -> None:
        self._proofs = installation.app._proofs
        self._order = self._proofs._host.order
        self._is_shut = True
        self._opens = opens
        device = installation.device
        monkeypatch.setattr(type(device), "capabilities", device.capabilities | {"races"})
        monkeypatch.setattr(self._proofs, "_patience_s", 0.05)
        monkeypatch.setattr(self._proofs._host, "order", self.order)

    def order(self, verb: str, **arguments: object) -> None:
        if verb == "check_settings":
            self._is_shut = not self._opens
        elif verb == "canary" or not self._is_shut:
            self._order(verb, **arguments)


@pytest.mark.parametrize(("opens", "notes"), [(True, 1), (False, 0)])
def test_a_gate_that_stayed_shut_is_noted_where_the_next_check_opens_it(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, opens: bool, notes: int
) -> None:
    Gate(installation, monkeypatch, opens)
    settled = installation.app.settle()
    assert not settled.is_proven
    assert gate_notes(installation) == notes


def test_an_expectation_that_fails_looks_at_the_gate(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    Gate(installation, monkeypatch, opens=True)
    with pytest.raises(AssertionError):
        expect(installation.segment).to_receive(tracked("Never sent"), within_s=0.05)
    assert gate_notes(installation) == 1


def test_a_model_has_no_gate_to_look_at(installation: Installation) -> None:
    with pytest.raises(AssertionError):
        expect(installation.segment).to_receive(tracked("Never sent"), within_s=0.05)
    assert gate_notes(installation) == 0
