"""Our own destination calls on MoEngage's SDK what the real one was recorded to call: same inputs, same calls."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from harness.jvm.artifacts import Release
from tests.stack.conftest import required
from tests.stack.moedest import ABSENT, FAULTS, LAUNCH_QUIET_S, QUIET_S, Call, Player, Step, steps_of

CAPTURES = Path(__file__).parents[1] / "apps" / "captures" / "moedest"
RELEASES = {"4.2.0": "1.25.0", "3.8.0": "1.19.2"}
"""Of the destination -> of analytics-kotlin, on which it was recorded."""
WAITS = re.compile("after 11 s|apiKey now|after key change|while removed")
BY_CHANCE = ("added and track in the same turn", "removed, track", "blank id", "alias empty")
"""Steps whose calls came in any order, or with the known id or the blank one (moedest.md 4)."""
REFRESHED: dict[str, Any] = {
    "same WS1": {"apiKey": "WS1"}, "WS1 back": {"apiKey": "WS1"}, "WS1 again": {"apiKey": "WS1"},
    "WS2": {"apiKey": "WS2"}, "WS2 back": {"apiKey": "WS2"}, "removed": ABSENT,
    "apiKey missing": {}, "apiKey empty": {"apiKey": ""}, "apiKey number": {"apiKey": 77},
    "apiKey object": {"apiKey": {"x": 1}}, "apiKey null": {"apiKey": None}, "MoEngage true": True,
}  # fmt: skip
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Callable[..., Player]]:
    players: list[Player] = []

    def make(destination: str, release: Release, run_on: Release | None = None) -> Player:
        with required():
            players.append(Player(release, run_on or release, destination, tmp_path))
        return players[-1]

    yield make
    for player in players:
        player.close()


def phases(destination: str) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for step in steps_of(CAPTURES / f"calls-{destination}.ndjson"):
        if not WAITS.search(step["step"]) and step["step"] not in BY_CHANCE:
            found.setdefault(step["phase"], []).append(step)
    return {phase: steps for phase, steps in found.items() if phase in BEFORE}


# what stands before a step, by its phase


def launch(player: Player, step: Step) -> None:
    if "launch" in step["step"]:
        player.launch()


def launch_bare(player: Player, step: Step) -> None:
    if "launch" in step["step"]:
        player.launch(lifecycle="true", plugins="none")


def start(player: Player, step: Step) -> None:
    if "launch" in step["step"]:
        player.launch(is_fresh="fresh" in step["step"], lifecycle="true")


def refresh(player: Player, step: Step) -> None:
    launch(player, step)
    name = step["step"].removeprefix("settings refresh: ")
    if name in REFRESHED:
        player.settings.entry = REFRESHED[name]
    player.settings.status = 500 if name == "HTTP 500" else 200
    player.settings.text = "not an object" if name == "not an object" else None


def matrix(player: Player, step: Step) -> None:
    launch(player, step)
    if found := re.match(r"new Analytics, settings .*?: (.*)", step["step"]):
        player.settings.by_key[step["input"][0]["writeKey"]] = json.loads(found[1])


def fail(player: Player, step: Step) -> None:
    if "200" in step["step"] or "500" in step["step"]:
        player.settings.status = 200 if "200" in step["step"] else 500
    if "launch" in step["step"]:
        player.launch(is_fresh="nothing cached" in step["step"])


def fault(player: Player, step: Step) -> None:
    if found := re.match(r"every API throws \((\w+)\): launch", step["step"]):
        player.listener.faults = {"*": FAULTS[found[1]]}
        player.launch(lifecycle="true")
    elif found := re.match(r"only (\S+) throws(: launch)?", step["step"]):
        player.listener.faults = {found[1]: FAULTS["state" if found[2] else "runtime"]}
        launch(player, step)
    elif step["step"] == "launch" or "fault gone" in step["step"] or "faults off" in step["step"]:
        player.listener.faults = {}
        launch(player, step)
    elif step["step"] == "logger throws":
        player.listener.faults = {}
        player.ask("logger", throws=True)


BEFORE: dict[str, Callable[[Player, Step], None]] = {
    "identify": launch, "track": launch, "conv": launch, "conv2": launch, "conv3": launch,
    "start": start, "refresh": refresh, "settings_matrix": matrix, "fail": fail, "faults": fault, "initfault": fault,
    "plugin": launch_bare,
}  # fmt: skip


# the claim


def comparable(calls: list[Call], is_ordered: bool) -> list[str]:
    said = [UUID.sub("anonymous id", json.dumps([one["api"], one["args"], one["thread"]])) for one in calls]
    return said if is_ordered else sorted(said)


def differences(player: Player, steps: list[Step]) -> Iterator[str]:
    """Events of one turn, and those of a launch, come on several threads: their order is nobody's promise."""
    for step in steps:
        BEFORE[step["phase"]](player, step)
        player.perform(step["input"])
        is_ordered = len(step["input"]) == 1
        wanted = comparable(step["calls"], is_ordered)
        got = comparable(calls_after(player, step), is_ordered)
        if got != wanted:
            yield f"{step['step']}: recorded {wanted}, now {got}"


def calls_after(player: Player, step: Step) -> list[Call]:
    """After a refresh the SDK may hold events back until the next one (jvm.md 3.1), which is not the destination's."""
    expected = len(step["calls"])
    calls = player.listener.take(expected, LAUNCH_QUIET_S if "launch" in step["step"] else QUIET_S)
    if len(calls) < expected and step["step"].startswith("track after ("):
        player.ask("check")
        calls += player.listener.take(expected - len(calls))
    return calls


OFTEN: set[tuple[str, str] | str] = {("4.2.0", "identify"), ("4.2.0", "track")}
"""With every change; the others are the nightly's."""


def nightly(cell: tuple[str, str] | str) -> tuple[pytest.MarkDecorator, ...]:
    return () if cell in OFTEN else (pytest.mark.nightly,)


CELLS = [
    pytest.param(destination, phase, marks=nightly((destination, phase)))
    for destination in RELEASES
    for phase in phases(destination)
]


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("destination", "phase"), CELLS)
def test_the_same_inputs_cause_the_same_calls(play: Callable[..., Player], destination: str, phase: str) -> None:
    player = play(destination, Release(RELEASES[destination]))
    assert list(differences(player, phases(destination)[phase])) == []


SERIALIZED = [step for step in steps_of(CAPTURES / "calls-4.2.0-serialization.ndjson") if step["phase"] in BEFORE]
SERIALIZATIONS = sorted({step["about"]["kotlinx-serialization-json"] for step in SERIALIZED})


@pytest.mark.timeout(300)
@pytest.mark.parametrize("serialization", [pytest.param(one, marks=nightly(one)) for one in SERIALIZATIONS])
def test_text_is_converted_as_the_resolved_serialization_does(play: Callable[..., Player], serialization: str) -> None:
    release = RELEASES["4.2.0"]
    player = play("4.2.0", Release(release), Release(release, serialization))
    steps = [step for step in SERIALIZED if step["about"]["kotlinx-serialization-json"] == serialization]
    assert list(differences(player, steps)) == []


@pytest.mark.timeout(300)
def test_another_generation_is_noticed(play: Callable[..., Player]) -> None:
    player = play("3.2.5", Release(RELEASES["4.2.0"]))
    some = list(differences(player, phases("4.2.0")["identify"][:4]))
    assert "setUniqueId" in "".join(some)
