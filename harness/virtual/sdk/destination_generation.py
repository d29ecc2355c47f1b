"""Generations of MoEngage's destination for analytics-kotlin: its version number says almost nothing, its behaviour
changed five times (moedest.md 1)."""

from __future__ import annotations

from dataclasses import dataclass

from harness.errors import ConfigurationError
from harness.virtual.facts import rests_on


@dataclass(frozen=True)
class Generation:
    """``first`` and ``last`` are the releases that it holds."""

    name: str
    first: tuple[int, ...]
    last: tuple[int, ...]
    signs_in: bool = True
    """Otherwise identify passes attributes only, and none at all without traits."""
    takes_text_ids_only: bool = False
    """``identifyUser(String)``; before it was ``setUniqueId(Any)``, to which a number was a user too."""
    renames_deeply: bool = False
    """Standard names are MoEngage's inside objects too, which are maps there and not checked as JSON."""
    acts_on_refresh: bool = True
    """Otherwise only the first settings that a process delivers count."""
    makes_helper_at_once: bool = True
    """In its constructor; before, calls that came ahead of initialize ended in a caught exception."""


GENERATIONS = (
    Generation(
        "A", (1, 0, 0), (1, 2, 0),
        signs_in=False, renames_deeply=True, acts_on_refresh=False, makes_helper_at_once=False,
    ),
    Generation("B", (1, 2, 1), (2, 1, 0), renames_deeply=True, acts_on_refresh=False, makes_helper_at_once=False),
    Generation("C", (2, 1, 1), (3, 1, 1), acts_on_refresh=False, makes_helper_at_once=False),
    Generation("D", (3, 1, 2), (3, 2, 0), makes_helper_at_once=False),
    Generation("E", (3, 2, 1), (3, 2, 5)),
    Generation("F", (3, 3, 0), (4, 2, 0), takes_text_ids_only=True),
)  # fmt: skip
"""That A and B act on the first settings alone, and that A renames deeply, is inferred from their neighbours."""


@rests_on("moedest.md 1")
def find_generation(version: str) -> Generation:
    release = _parse(version)
    for generation in GENERATIONS:
        if generation.first <= release <= generation.last:
            return generation
    raise ConfigurationError(
        f"the MoEngage destination {version!r} is not modelled", next_step="choose a release from 1.0.0 to 4.2.0"
    )


def _parse(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()
