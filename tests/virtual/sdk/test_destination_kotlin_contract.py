"""The model of the destination makes the calls that the real one was recorded to make."""

from __future__ import annotations

import json
import tomllib
from functools import cache

import pytest

from tests.virtual.sdk.destination_player import Player, UnplayableError
from tests.virtual.sdk.destination_recordings import FILES, FOLDER, SpokenCall, Step, read_steps

LISTED: dict[str, str] = tomllib.loads((FOLDER / "not_expressible.toml").read_text(encoding="utf-8"))


def is_a_race(step: Step) -> bool:
    """Several inputs, start-up and lifecycle events: the pool has no order (moedest.md 4)."""
    return len(step.inputs) != 1 or "op" in step.inputs[0]


def settled(step: Step, calls: list[SpokenCall]) -> list[SpokenCall]:
    return sorted(calls, key=json.dumps) if is_a_race(step) else calls


@cache
def outcomes(file: str) -> dict[str, tuple[str, str]]:
    """Place -> how the model's calls compare: ``("same", "")``, or a word and what there is to see."""
    player, found = Player(), {}
    for step in read_steps(file):
        try:
            made, wanted = settled(step, player.play(step)), settled(step, step.calls)
        except UnplayableError as problem:
            found[step.place] = ("unplayable", f"{step.name}: {problem}")
        else:
            is_same = json.dumps(made) == json.dumps(wanted)
            text = f"{step.phase}, {step.name}:\nrecorded {json.dumps(wanted)}\nmodel    {json.dumps(made)}"
            found[step.place] = ("same", "") if is_same else ("different", text)
    return found


@pytest.mark.parametrize("file", FILES)
def test_the_model_makes_the_recorded_calls(file: str) -> None:
    trouble = [f"{place} {text}" for place, (word, text) in outcomes(file).items() if word != "same"]

    assert not [one for one in trouble if one.split()[0] not in LISTED]


@pytest.mark.parametrize("file", FILES)
def test_what_is_listed_as_not_expressible_is_not(file: str) -> None:
    repeated = {place for place, (word, _) in outcomes(file).items() if word == "same"}
    differing = {place for place, reason in LISTED.items() if not reason.startswith("drawn:")}

    assert not repeated & differing


def test_every_listed_step_exists_and_has_a_reason() -> None:
    places = {step.place for file in FILES for step in read_steps(file)}

    assert LISTED.keys() <= places
    assert all(len(reason) > 20 for reason in LISTED.values())


def test_nearly_all_steps_are_repeated() -> None:
    words = [word for file in FILES for word, _ in outcomes(file).values()]

    assert words.count("same") >= len(words) - len(LISTED)
    assert words.count("same") > 1040
