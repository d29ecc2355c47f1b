"""The host app's own plugins, and how they are asked for."""

from __future__ import annotations

from typing import Any

import pytest

from harness.virtual.own_plugins import MOENGAGE, OTHER, Marking, OtherDestination, Plugging, Swallowing, Throwing
from tests.virtual.stand_ins import Bench

TRACK: dict[str, Any] = {"type": "track", "event": "Bought", "properties": {"n": 1}}


def test_a_mark_is_for_tracks_alone() -> None:
    marking = Marking("seen")
    assert marking.execute({**TRACK})["properties"] == {"n": 1, "seen": True}
    assert marking.execute({"type": "track", "event": "Bare"})["properties"] == {"seen": True}
    assert marking.execute({"type": "identify", "userId": "ada"}) == {"type": "identify", "userId": "ada"}


def test_what_is_secret_is_swallowed() -> None:
    assert Swallowing().execute({**TRACK, "event": "A Secret"}) is None
    assert Swallowing().execute(TRACK) is TRACK


def test_what_cannot_throw_lets_everything_pass() -> None:
    quiet, loud = Throwing(can_throw=False), Throwing(can_throw=True)
    quiet.setup()
    assert quiet.execute(TRACK) is TRACK
    with pytest.raises(RuntimeError, match="setup"):
        loud.setup()
    with pytest.raises(RuntimeError, match="failed"):
        loud.execute(TRACK)


def test_the_other_destination_notes_what_it_gets_and_spoils_its_copy() -> None:
    told: list[bool] = []
    other = OtherDestination(lambda: told.append(True))
    event = {**TRACK, "properties": {"n": 1}}
    other.track(event)
    other.identify({"type": "identify", "userId": "ada"})
    other.identify({"type": "identify"})
    other.screen({"type": "screen", "name": "Home"})
    other.group({"type": "group", "groupId": "g"})
    other.alias({"type": "alias", "userId": "bea"})
    assert other.heard == ["track Bought", "identify ada", "identify", "screen Home", "group g", "alias bea"]
    assert (event["event"], event["properties"]) == ("Spoilt", {})
    assert len(told) == 6


def test_plugins_are_added_by_their_names_in_order(android: Bench) -> None:
    android.install_and_launch()
    added: list[str] = []
    plugging = Plugging(android.process, android.analytics, lambda: added.append("moengage"), lambda: None)
    for name in ("moengage", "other", "marking", "marking-inside", "none"):
        plugging.add(name)
    assert added == ["moengage"]
    assert android.analytics.added[-1].key == OTHER
    named = [(name, told[0]) for name, told in android.analytics.calls if name.startswith("add_")]
    assert [name for name, _ in named] == ["add_plugin", "add_sub_plugin"]
    assert named[1] == ("add_sub_plugin", MOENGAGE)


def test_an_unknown_plugin_names_the_known_ones(android: Bench) -> None:
    android.install_and_launch()
    assert "a plugin is one of moengage, other" in android.run('{"verb": "add_plugin", "arguments": {"name": "fast"}}')


def test_the_label_says_what_the_other_destination_heard(android: Bench) -> None:
    android.install_and_launch(plugins="other")
    assert "other" not in android.outcome()
    other: Any = next(one for one in android.analytics.added if one.key == OTHER)
    other.track({**TRACK})
    assert android.outcome()["other"] == ["track Bought"]
