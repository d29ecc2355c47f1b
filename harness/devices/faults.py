"""The faults that ``--fault`` and ``--fault-file`` name, checked before anything is started."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from harness.errors import ConfigurationError
from harness.virtual import faults


def mistakes_in(names: Sequence[str], files: Sequence[Path]) -> list[str]:
    """A sentence for each name that is unknown and each file that is no fault."""
    asked = [partial(faults.find, name) for name in names] + [partial(faults.load, file) for file in files]
    return [mistake for look_up in asked if (mistake := _mistake(look_up))]


def _mistake(look_up: Callable[[], faults.Fault]) -> str:
    try:
        look_up()
    except ConfigurationError as problem:
        return str(problem)
    return ""


def listed() -> list[faults.Fault]:
    """Every fault that comes with the harness."""
    return list(faults.all_faults())
