"""One frozen ``Options`` from the command line, the environment and ``[tool.harness]``, in that order of precedence.

Every mistake is collected, so that a reader mends them all at once; nothing is raised here.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

DEFAULT_DEVICES = ("virtual:android", "virtual:ios")
ENGINES = ("any", "virtual", "jvm", "device")
RULES = ("fail", "report", "off")


@dataclass(frozen=True)
class Options:
    """What a run was asked for. ``mistakes`` are sentences; with any of them the run must not start."""

    devices: tuple[str, ...] = DEFAULT_DEVICES
    seed: str = ""
    recordings: Path = Path(".harness/recordings")
    report: Path = Path("report")
    faults: tuple[str, ...] = ()
    fault_files: tuple[Path, ...] = ()
    fault_plan: Path | None = None
    """Which tests run under which fault, each with phones of its own: see plans.py."""
    require_engine: str = "any"
    hosts: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    builds: Path | None = None
    write_key: str = "WRITE-KEY"
    workspace_id: str = "WORKSPACE"
    rules: str = "fail"
    """What a rule's finding does to the test that caused it."""
    patience_s: float | None = None
    """Seconds that an expected call may take; None is the device's own patience."""
    mistakes: tuple[str, ...] = ()

    @property
    def is_faulty(self) -> bool:
        """The modelled SDKs have defects on purpose."""
        return bool(self.faults or self.fault_files or self.fault_plan)


NAMES_IN_FILE = {"pass": "passed"}
"""``pass`` is a word of Python's; everything else has one name everywhere."""

LISTS = {"devices": str, "faults": str, "fault_files": Path, "hosts": str, "passed": str}
TEXTS = {"seed", "require_engine", "rules", "write_key", "workspace_id"}
PATHS = {"recordings", "report", "builds", "fault_plan"}
NUMBERS = {"patience_s"}
KNOWN = sorted((LISTS.keys() | TEXTS | PATHS | NUMBERS) - {"passed"} | {"pass"})

FROM_ENVIRONMENT = {
    "HARNESS_DEVICE": "devices",
    "HARNESS_SEED": "seed",
    "HARNESS_RECORDINGS": "recordings",
    "HARNESS_REPORT": "report",
}


def read_options(given: Mapping[str, Any], environment: Mapping[str, str], pyproject: Path | None = None) -> Options:
    """``given`` are the command line's values by field name; None and empty ones count as not given."""
    table, mistakes = _read_table(pyproject)
    from_environment = {
        field: value.split(",") if field in LISTS else value
        for variable, field in FROM_ENVIRONMENT.items()
        if (value := environment.get(variable))
    }
    said = {**table, **from_environment, **{key: value for key, value in given.items() if value}}
    options = Options()
    for key, value in said.items():
        if mistake := _mistake(key, value):
            mistakes.append(mistake)
        else:
            options = replace(options, **{key: _converted(key, value)})
    return replace(options, mistakes=tuple(mistakes))


def _read_table(pyproject: Path | None) -> tuple[dict[str, Any], list[str]]:
    if pyproject is None or not pyproject.is_file():
        return {}, []
    try:
        tool = tomllib.loads(pyproject.read_text(encoding="utf-8")).get("tool", {})
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        return {}, [f"{pyproject} cannot be read: {problem}"]
    table = tool.get("harness", {})
    if not isinstance(table, dict):
        return {}, [f"[tool.harness] in {pyproject} is not a table"]
    unknown = [key for key in table if key not in KNOWN]
    known = {NAMES_IN_FILE.get(str(key), str(key)): value for key, value in table.items() if key in KNOWN}
    return known, [_unknown(key, f"[tool.harness] of {pyproject}") for key in unknown]


def _unknown(key: str, where: str) -> str:
    close = difflib.get_close_matches(key, KNOWN, 1)
    hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(KNOWN)}"
    return f"{where} has an unknown key {key!r}: {hint}"


def _mistake(key: str, value: object) -> str:
    if key in LISTS and not _is_list_of_texts(value):
        return f"{key} must be a list of texts, not {value!r}"
    if key in NUMBERS:
        return "" if _is_positive(value) else f"{key} must be a number above 0, not {value!r}"
    if key not in LISTS and not isinstance(value, str | Path):
        return f"{key} must be a text, not {value!r}"
    if key == "require_engine" and value not in ENGINES:
        return f"require_engine is {value!r}; it can be {', '.join(ENGINES)}"
    if key == "rules" and value not in RULES:
        return f"rules is {value!r}; it can be {', '.join(RULES)}"
    return ""


def _is_positive(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def _is_list_of_texts(value: object) -> bool:
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    return is_list and all(isinstance(one, str | Path) for one in value)  # type: ignore[attr-defined]


def _converted(key: str, value: Any) -> Any:
    if key in LISTS:
        return tuple(LISTS[key](one) for one in value)
    return Path(value) if key in PATHS else value


def explain_mistakes(mistakes: Sequence[str]) -> str:
    return "\n".join(f"- {mistake}" for mistake in mistakes)


FIELD_NAMES = tuple(field.name for field in fields(Options))
