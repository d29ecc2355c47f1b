from __future__ import annotations

from typing import Any

import pytest

from harness.w3c.actions import Gesture, Place, parse_actions
from harness.w3c.arguments import ELEMENT_KEY
from harness.w3c.errors import WebDriverError

DOWN, UP = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}
PAUSE = {"type": "pause", "duration": 100}


def move(x: float, y: float, origin: Any = "viewport") -> dict[str, Any]:
    return {"type": "pointerMove", "x": x, "y": y, "origin": origin}


def finger(*steps: dict[str, Any]) -> dict[str, Any]:
    return {"type": "pointer", "id": "f", "parameters": {"pointerType": "touch"}, "actions": list(steps)}


def center_of(element_id: str) -> Place:
    assert element_id == "7b"
    return 100.0, 200.0


def gesture(*sources: Any) -> Gesture:
    return parse_actions(sources, center_of)


@pytest.mark.parametrize(
    ("steps", "taps"),
    [
        ([move(10, 20), DOWN, PAUSE, UP], ((10, 20),)),
        ([DOWN, UP], ((0, 0),)),
        ([move(10, 20), DOWN, move(12, 21), UP], ((12, 21),)),
        ([move(10, 20), DOWN, move(10, 200), UP], ()),
        ([move(10, 20), DOWN], ()),
        ([move(10, 20), UP], ()),
        ([move(10, 20), DOWN, UP, DOWN, UP], ((10, 20), (10, 20))),
        ([move(10, 20), DOWN, UP, move(5, 5, "pointer"), DOWN, UP], ((10, 20), (15, 25))),
        ([move(1, -1, {ELEMENT_KEY: "7b"}), DOWN, UP], ((101, 199),)),
    ],
)
def test_a_finger_that_comes_up_where_it_went_down_taps(steps: list[dict[str, Any]], taps: tuple[Place, ...]) -> None:
    assert gesture(finger(*steps)).taps == taps


def test_two_fingers_do_not_tap() -> None:
    one, other = finger(move(1, 1), DOWN, UP), finger(move(2, 2), DOWN, UP)

    assert gesture(one, other).taps == ()


def test_an_idle_source_does_not_count() -> None:
    assert gesture(finger(move(1, 1), DOWN, UP), finger(PAUSE), {"type": "wheel", "actions": [PAUSE]}).taps == ((1, 1),)


def test_keys_are_typed_when_they_go_down() -> None:
    keys = [{"type": kind, "value": letter} for letter in "ab" for kind in ("keyDown", "keyUp")]

    assert gesture({"type": "key", "actions": keys}).typed == "ab"


@pytest.mark.parametrize(
    "source",
    [
        7,
        {"type": "pen", "actions": []},
        {"type": "pointer", "actions": {}},
        {"type": "pointer", "actions": [7]},
        {"type": "pointer", "actions": [{}]},
        {"type": "pointer", "actions": [{"type": "pointerMove", "x": "1"}]},
        {"type": "pointer", "actions": [{"type": "pointerMove", "origin": "nowhere", "x": 1, "y": 1}]},
        {"type": "key", "actions": [{"type": "keyDown"}]},
    ],
)
def test_malformed_actions_are_refused(source: Any) -> None:
    with pytest.raises(WebDriverError) as refused:
        gesture(source)
    assert refused.value.code == "invalid argument"
