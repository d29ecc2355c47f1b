"""The file that says which tests each fault reddens, and how their messages begin."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from harness.devices.spec import PLATFORMS
from harness.mutate import Mutant, platform_of

FILE = Path(__file__).parent / "expected.toml"
HEAD = "# Fault -> the tests of suites/ that it must redden, each with the beginning of its message (test_faults.py).\n"
DRAWN = re.compile(
    r"[\w-]{22}:APA91b|[0-9a-f]{6,}|\d{4}-\d\d|\d{4,}|[a-z]+-[0-9a-f]{8}|'(?:ada|bea|cleo|dara|edda|fay|gita|hana|ines|jana|kaya|lena)\b"
)
"""What is drawn from a seed or read from a clock: a message's beginning ends before it."""
MOST = 70

Expected = Mapping[str, Mapping[str, Any]]


def load_expected(file: Path = FILE) -> dict[str, dict[str, Any]]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def expected_of(expected: Expected, fault: str) -> dict[str, str]:
    """``test_x[virtual:ios-param]`` -> the beginning of its message. A key is ``test_x`` or ``test_x[param]``."""
    said = {}
    for test, beginning in expected[fault].items():
        name, _, parameters = test.rstrip("]").partition("[")
        for platform in PLATFORMS:
            text = beginning if isinstance(beginning, str) else beginning.get(platform)
            if text is not None:
                said[f"{name}[{'-'.join([f'virtual:{platform}', *([parameters] if parameters else [])])}]"] = text
    return said


def write_expected(mutants: Iterable[Mutant], file: Path = FILE) -> None:
    tables = [f"[{mutant.fault}]\n{''.join(_lines(mutant))}" for mutant in sorted(mutants, key=lambda one: one.fault)]
    file.write_text(HEAD + "\n" + "\n".join(tables), encoding="utf-8")


def _lines(mutant: Mutant) -> list[str]:
    by_test: dict[str, dict[str, str]] = {}
    for test, message in sorted(mutant.red.items()):
        platform = platform_of(test)
        key = test.replace(f"virtual:{platform}-", "").replace(f"[virtual:{platform}]", "")
        by_test.setdefault(key, {})[platform] = beginning_of(message)
    return [f"{_quoted(test)} = {_value(said)}\n" for test, said in by_test.items()]


def beginning_of(message: str) -> str:
    drawn = DRAWN.search(message)
    return message[: min(MOST, drawn.start() if drawn else MOST)]


def _value(said: Mapping[str, str]) -> str:
    if len(said) == len(PLATFORMS) and len(set(said.values())) == 1:
        return json.dumps(next(iter(said.values())), ensure_ascii=False)
    pairs = (f"{platform} = {json.dumps(text, ensure_ascii=False)}" for platform, text in said.items())
    return f"{{ {', '.join(pairs)} }}"


def _quoted(test: str) -> str:
    return json.dumps(test) if "[" in test else test
