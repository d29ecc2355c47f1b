"""What the destination's generations do differently (moedest.md 1). F is held to recorded calls elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from harness.builds import load_builds
from harness.errors import ConfigurationError
from harness.virtual.sdk.destination_generation import GENERATIONS, find_generation
from harness.virtual.sdk.destination_kotlin import MoEngageDestination
from tests.virtual.sdk.destination_recordings import RecordingHelper, SpokenCall
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.test_destination_kotlin import StandingAnalytics

LAST = {"A": "1.2.0", "B": "2.1.0", "C": "3.1.1", "D": "3.2.0", "E": "3.2.5", "F": "4.2.0"}
EARLY, LATE = ("A", "B", "C", "D"), ("E", "F")


def settings(api_key: object = "WS1") -> dict[str, Any]:
    return {"integrations": {"MoEngage": {"apiKey": api_key}}}


class Rig:
    def __init__(self, process: FakeProcess, generation: str) -> None:
        self.helper = RecordingHelper()
        analytics: Any = StandingAnalytics()
        self.destination = MoEngageDestination(process, self.helper, analytics, LAST[generation], "1.5.1")
        self.process = process

    def update(self, document: Mapping[str, Any], is_initial: bool) -> list[SpokenCall]:
        self.destination.update(document, is_initial)
        self.process.run()
        return self.helper.taken()

    def identify(self, user_id: str, traits: Mapping[str, Any]) -> list[SpokenCall]:
        self.destination.identify({"type": "identify", "userId": user_id, "traits": traits})
        return self.helper.taken()


def started(process: FakeProcess, generation: str) -> Rig:
    rig = Rig(process, generation)
    rig.update(settings(), True)
    return rig


@pytest.mark.parametrize(
    ("version", "name"),
    [
        ("1.0.0", "A"), ("1.2.0", "A"), ("1.2.1", "B"), ("2.1.0", "B"), ("2.1.1", "C"), ("2.5.0", "C"), ("3.1.1", "C"),
        ("3.1.2", "D"), ("3.2.0", "D"), ("3.2.1", "E"), ("3.2.5", "E"), ("3.3.0", "F"), ("3.8.0", "F"), ("4.2.0", "F"),
    ],
)  # fmt: skip
def test_a_release_belongs_to_a_generation(version: str, name: str) -> None:
    assert find_generation(version).name == name


@pytest.mark.parametrize("version", ["0.9.0", "4.3.0", "5", "", "4.2.x"])
def test_a_release_of_no_generation_is_refused(version: str) -> None:
    with pytest.raises(ConfigurationError, match="is not modelled"):
        find_generation(version)


def test_generations_leave_no_gap_and_every_build_has_one() -> None:
    assert [generation.name for generation in GENERATIONS] == sorted(LAST)
    for build in load_builds().values():
        if build.platform == "android":
            find_generation(build.destination)


def test_generation_a_signs_nobody_in(a_process: FakeProcess) -> None:
    rig = started(a_process, "A")

    assert rig.identify("u", {}) == []
    assert rig.identify("u", {"userId": "t"}) == [
        ["trackUserAttributes", ["LinkedHashMap", {"USER_ATTRIBUTE_UNIQUE_ID": ["String", "t"]}], ["String", "WS1"]]
    ]


@pytest.mark.parametrize("generation", ["B", "C", "D", "E"])
def test_generations_before_f_set_any_unique_id(a_process: FakeProcess, generation: str) -> None:
    rig = started(a_process, generation)

    assert rig.identify("u", {})[0] == ["setUniqueId", ["String", "u"], ["String", "WS1"]]
    assert rig.identify("", {"userId": "0042"})[0] == ["setUniqueId", ["Int", 42], ["String", "WS1"]]


@pytest.mark.parametrize("generation", ["A", "B"])
def test_the_first_generations_rename_inside_objects(a_process: FakeProcess, generation: str) -> None:
    calls = started(a_process, generation).identify("u", {"company": {"name": "Acme", "size": "7"}})

    attributes = next(call for call in calls if call[0] == "trackUserAttributes")[1][1]
    assert attributes["company"][1] == {"USER_ATTRIBUTE_USER_NAME": ["String", "Acme"], "size": ["Int", 7]}


@pytest.mark.parametrize("generation", ["C", "D", "E", "F"])
def test_later_generations_rename_at_the_top_alone(a_process: FakeProcess, generation: str) -> None:
    calls = started(a_process, generation).identify("u", {"company": {"name": "Acme"}})

    attributes = next(call for call in calls if call[0] == "trackUserAttributes")[1][1]
    assert attributes["company"][1] == {"name": ["String", "Acme"]}


@pytest.mark.parametrize("generation", sorted(LAST))
def test_a_changed_key_counts_from_generation_d_on(a_process: FakeProcess, generation: str) -> None:
    calls = started(a_process, generation).update(settings("WS2"), False)

    assert [call[0] for call in calls] == (["initialize", "trackAnonymousId"] if generation in "DEF" else [])


@pytest.mark.parametrize("generation", ["A", "B", "C"])
def test_first_settings_without_moengage_leave_it_dead_for_the_process(a_process: FakeProcess, generation: str) -> None:
    """moedest.md 1: the worst mix, an old destination on a newer analytics-kotlin"""
    rig = Rig(a_process, generation)
    rig.update({"integrations": {}}, True)

    assert rig.update(settings(), False) == []
    assert rig.identify("u", {"a": 1}) == []


@pytest.mark.parametrize("generation", EARLY)
def test_calls_before_initialize_were_lost_in_an_exception(a_process: FakeProcess, generation: str) -> None:
    rig = Rig(a_process, generation)
    rig.destination.reset()

    assert rig.identify("u", {"a": 1}) == []
    assert rig.helper.taken() == []
    assert any("caught NotInitializedError" in line for line in a_process.lines)


@pytest.mark.parametrize("generation", LATE)
def test_calls_before_initialize_go_out_without_a_workspace(a_process: FakeProcess, generation: str) -> None:
    assert Rig(a_process, generation).identify("u", {})[0][-1] == ["null"]


@pytest.mark.parametrize("generation", EARLY)
@pytest.mark.parametrize("entry", [{}, {"apiKey": None}, True, False, "text", []])
def test_an_unusable_entry_left_early_generations_without_their_helper(
    a_process: FakeProcess, generation: str, entry: object
) -> None:
    """moedest.md 2.1, 2.5.0"""
    rig = Rig(a_process, generation)

    assert rig.update({"integrations": {"MoEngage": entry}}, True) == []
    assert rig.identify("u", {"a": 1}) == []
