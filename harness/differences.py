"""Documented differences of the two platforms, as data: ``differences.toml`` beside the tests that ask for them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from harness.errors import ConfigurationError

FILE = "differences.toml"
PLATFORMS = ("android", "ios")


def load_differences(folder: Path) -> dict[str, Mapping[str, Any]]:
    """A table per difference: ``android``, ``ios`` (any values), ``source`` (the fact)."""
    file = folder / FILE
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise ConfigurationError(
            f"{file} cannot be read: {problem}", next_step="a difference is a table with android, ios and source"
        ) from problem
    for name, table in found.items():
        if not isinstance(table, dict) or {*PLATFORMS, "source"} - table.keys():
            raise ConfigurationError(f"{file}: {name} is no difference", next_step="give it android, ios and source")
    return found


def find_differences(folder: Path, platform: str) -> Callable[[str], Any]:
    """The function that a test asks by name for its platform's value."""
    known = load_differences(folder)

    def value_of(name: str) -> Any:
        if name not in known:
            raise ConfigurationError(
                f"no difference is called {name!r}", next_step=f"choose one of {', '.join(sorted(known))}"
            )
        return known[name][platform]

    return value_of
