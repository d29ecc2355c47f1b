"""Two runs of one scenario, and what a comparison says of them; tests spoil one thing in one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harness import compare
from harness.calls import Action, Note
from harness.compare.pairing import Both
from harness.compare.sides import Side
from harness.findings import Finding
from harness.reading import Recording
from harness.recording import Header
from tests.rules.a_life import Life

Tell = Callable[[Life], object]
Told = tuple[str, str, str]
"""Path, left and right."""


class Again(Life):
    """The same once more: other ids, a while later."""

    def uuid(self, number: int) -> str:
        return super().uuid(number + 70_000)

    def now(self, later_s: float = 0.0) -> str:
        return super().now(later_s + 20)


def a_day(life: Life) -> None:
    life.told("track", name="Bought", properties={"n": 1})
    life.sent(life.message()).reported(life.point())


def settle(life: Life) -> None:
    life.noted("settled", proven=True, held=[])


def recorded(life: Life, device: str = "virtual:android") -> Recording:
    return Recording(Header("it", device, build="b"), tuple(life.entries))


def both(left: Tell, right: Tell, *, platform: str = "android", is_whole: bool = True) -> tuple[Recording, Recording]:
    lives = (Life(platform), Again(platform))
    for life, tell in zip(lives, (left, right), strict=True):
        tell(life)
        if is_whole:
            settle(life)
    return recorded(lives[0]), recorded(lives[1])


def captured(left: Tell, right: Tell) -> tuple[Recording, Recording]:
    """Without a word on what the app was told: a capture file."""
    sides = []
    for life, tell in ((Life(), left), (Again(), right)):
        life.entries.clear()
        tell(life)
        seen = tuple(entry for entry in life.entries if not isinstance(entry.what, Action))
        sides.append(Recording(Header("capture file", "capture"), seen))
    return sides[0], sides[1]


def label(life: Life, name: str) -> None:
    life._add(Note("label", "phone", name))


def found(sides: tuple[Recording, Recording], rule: str = "") -> list[Finding]:
    return [one for one in compare.compare(*sides) if not rule or one.rule == rule]


def told(sides: tuple[Recording, Recording], rule: str) -> list[Told]:
    return [(one.sides.path, one.sides.left, one.sides.right) for one in found(sides, rule) if one.sides]


def rules_of(sides: tuple[Recording, Recording]) -> set[str]:
    return {one.rule for one in compare.compare(*sides)}


def pair_of(sides: tuple[Recording, Recording]) -> Both:
    return Both(Side.of(sides[0]), Side.of(sides[1]))


def spoiled(**fields: Any) -> Tell:
    """A day whose message has these fields."""

    def tell(life: Life) -> None:
        life.told("track", name="Bought", properties={"n": 1})
        life.sent({**life.message(), **fields}).reported(life.point())

    return tell
