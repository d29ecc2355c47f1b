"""The host app's process as it is driven: actions before their effects, refusals as errors of the app."""

from __future__ import annotations

import pytest

from harness import expect, tracked
from harness.calls import Note
from harness.errors import AppError
from harness.rig import Installation


def test_a_refusal_names_every_verb_of_a_burst(installation: Installation) -> None:
    def dance() -> None:
        with installation.app.at_once():
            installation.app.track("Before", n=1)
            installation.app._tell("dance")

    with pytest.raises(AppError, match="the app refused track, dance"):
        dance()


def test_a_burst_that_was_refused_is_forgotten(installation: Installation) -> None:
    with pytest.raises(AppError), installation.app.at_once():
        installation.app._tell("dance")
    installation.app.track("Afterwards", n=1)
    expect(installation.segment).to_receive_once(tracked("Afterwards"))


def test_an_outcome_follows_its_action(installation: Installation) -> None:
    entry = installation.app.reset()
    later = [
        one.what for one in installation.ledger.entries(installation.segment.owner) if one.position > entry.position
    ]
    assert any(isinstance(what, Note) and what.kind == "outcome" for what in later)


def test_launch_arguments_of_a_test_hold_for_its_later_launches(installation: Installation) -> None:
    installation.app.settle()
    installation.app.launch(lifecycle="false")
    installation.app.kill()
    again = installation.app.relaunch()
    installation.app.track("By Hand", n=1)
    expect(installation.segment).after(again).to_receive_times(tracked(), 1)
