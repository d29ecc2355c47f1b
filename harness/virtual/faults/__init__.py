"""Deliberate defects of modelled SDKs, a file each: suites are proven by going red under them.

A fault's file has a docstring (what is broken), ``AREA = "reset"`` and ``def arm(patch: Patch) -> None``, which
replaces methods: ``patch(Analytics, "reset", replacement)``, where ``replacement(original, self, *args)`` stands in.
"""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import pkgutil
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from harness.errors import ConfigurationError
from harness.virtual.faults.patch import Patch

__all__ = ["Fault", "Patch", "all_faults", "arm", "armed", "disarm_all", "find", "load"]


@dataclass(frozen=True)
class Fault:
    name: str
    what: str
    area: str
    file: str
    arm: Callable[[Patch], None]


_ARMED: list[tuple[Fault, Patch]] = []


def names() -> list[str]:
    return sorted(one.name for one in pkgutil.iter_modules(__path__) if one.name != "patch")


def all_faults() -> tuple[Fault, ...]:
    return tuple(find(name) for name in names())


def find(name: str) -> Fault:
    if name not in names():
        close = difflib.get_close_matches(name, names(), n=3, cutoff=0.5)
        known = f"did you mean {' or '.join(close)}?" if close else "`harness mutate --list` names them all"
        raise ConfigurationError(f"no fault is called {name!r}", next_step=known)
    file = Path(__path__[0]) / f"{name}.py"
    return _read(_imported(lambda: importlib.import_module(f"{__name__}.{name}"), file), file)


def load(path: str | Path) -> Fault:
    """A fault of the user's own."""
    file = Path(path)
    if not file.is_file():
        raise ConfigurationError(f"{file}: there is no such fault file", next_step="name an existing Python file")
    return _read(_imported(lambda: _execute(file), file), file)


def arm(fault: Fault) -> None:
    """Breaks the models of this process, until ``disarm_all``."""
    patch = Patch(fault.name)
    try:
        fault.arm(patch)
    except ConfigurationError:
        patch.undo()
        raise
    except Exception as problem:
        patch.undo()
        raise _broken(Path(fault.file), "cannot be armed", problem) from problem
    _ARMED.append((fault, patch))


def armed() -> tuple[Fault, ...]:
    return tuple(fault for fault, _ in _ARMED)


def disarm_all() -> None:
    while _ARMED:
        _ARMED.pop()[1].undo()


def _execute(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"fault_file_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _imported(bring: Callable[[], ModuleType], file: Path) -> ModuleType:
    try:
        return bring()
    except Exception as problem:
        raise _broken(file, "cannot be imported", problem) from problem


def _read(module: ModuleType, file: Path) -> Fault:
    what = (module.__doc__ or "").strip()
    area, arming = getattr(module, "AREA", None), getattr(module, "arm", None)
    if not what or not isinstance(area, str) or not callable(arming):
        raise ConfigurationError(
            f"{file} is no fault", next_step='it needs a docstring, AREA = "..." and def arm(patch: Patch) -> None'
        )
    return Fault(file.stem, what, area, str(file), arming)


def _broken(file: Path, how: str, problem: Exception) -> ConfigurationError:
    last_line = traceback.format_exception_only(problem)[-1].strip()
    return ConfigurationError(f"the fault file {file} {how}: {last_line}", next_step="mend it, or leave it out")
