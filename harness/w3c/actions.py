"""W3C actions: fingers that go down, move and come up, and keys. A finger that comes up where it went down taps."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from harness.w3c.arguments import Arguments, Json
from harness.w3c.errors import invalid_argument

SLOP = 20.0
"""A finger may slip that far, in pixels or points, and still has tapped."""
Place = tuple[float, float]


@dataclass(frozen=True)
class Gesture:
    """A screen that does not scroll knows only two: taps at places, and typed text."""

    taps: tuple[Place, ...] = ()
    typed: str = ""


def parse_actions(sources: Iterable[Json], center_of: Callable[[str], Place]) -> Gesture:
    """``center_of`` an element, by its id. Several fingers at once are a gesture that no widget listens to."""
    taps: list[list[Place]] = []
    typed = ""
    for source in sources:
        if not isinstance(source, Mapping) or not isinstance(source.get("actions", []), list):
            raise invalid_argument(f"an action source must be an object with 'actions', not {source!r}")
        steps = [_step(step) for step in source.get("actions", [])]
        if source.get("type") == "pointer":
            taps.append(_Finger(center_of).follow(steps))
        elif source.get("type") == "key":
            typed += "".join(step.text("value") for step in steps if step.text("type") == "keyDown")
        elif source.get("type") not in ("none", "wheel"):
            raise invalid_argument(f"the type of an action source must be pointer, key, wheel or none, not {source!r}")
    tapping = [places for places in taps if places]
    return Gesture(tuple(tapping[0]) if len(tapping) == 1 else (), typed)


def _step(step: Json) -> Arguments:
    if not isinstance(step, Mapping):
        raise invalid_argument(f"an action must be an object, not {step!r}")
    return Arguments(step)


class _Finger:
    def __init__(self, center_of: Callable[[str], Place]) -> None:
        self._center_of = center_of
        self._at: Place = (0.0, 0.0)

    def follow(self, steps: Iterable[Arguments]) -> list[Place]:
        taps: list[Place] = []
        down_at: Place | None = None
        for step in steps:
            kind = step.text("type")
            if kind == "pointerMove":
                self._at = self._target(step)
            elif kind == "pointerDown":
                down_at = self._at
            elif kind == "pointerUp" and down_at is not None:
                taps += [self._at] if math.dist(down_at, self._at) <= SLOP else []
                down_at = None
        return taps

    def _target(self, step: Arguments) -> Place:
        x, y = step.number("x", 0.0), step.number("y", 0.0)
        origin = step.any("origin", "viewport")
        if origin == "viewport":
            return x, y
        if origin != "pointer" and isinstance(origin, str):
            raise invalid_argument(f"the origin of a move must be viewport, pointer or an element, not {origin!r}")
        start = self._at if origin == "pointer" else self._center_of(step.element_id("origin"))
        return start[0] + x, start[1] + y
