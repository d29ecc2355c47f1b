"""The file that says which tests each fault reddens, and how their messages begin.

``python -m tests.faults.expectations suites/test_x.py ...`` runs these tests under every fault, with ``--fault NAME``
every test (or those named) under these faults alone, and writes what goes red of them: read the difference.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from harness.devices.spec import PLATFORMS
from harness.mutate import Mutant, platform_of, run_all
from harness.virtual import faults

FILE = Path(__file__).parent / "expected.toml"
HEAD = "# Fault -> the tests of suites/ that it must redden, each with the beginning of its message (test_faults.py).\n"
DRAWN = re.compile(
    r"(?<=received )(?:within \d|(?:[3-9]|\d\d+) times)"
    r"|[\w-]{22}:APA91b|[0-9a-fA-F]{6,}|\d{4}-\d\d|\d{4,}|[a-z]+-[0-9a-f]{8}"
    r"|(?<=anything: )\d+"
    r"|'(?i:ada|bea|cleo|dara|edda|fay|gita|hana|ines|jana|kaya|lena)\b"
)
"""What is drawn from a seed, read from a clock or counted to more than two: a message's beginning ends before it."""
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


def merged(expected: Expected, ran: Iterable[Mutant]) -> list[Mutant]:
    """What is expected already, but for the tests that were run again."""
    said = {fault: expected_of(expected, fault) for fault in expected}
    for mutant in ran:
        kept = {test: text for test, text in said.get(mutant.fault, {}).items() if test not in mutant.ran}
        said[mutant.fault] = {**kept, **mutant.red}
    return [Mutant(fault, frozenset(red), red) for fault, red in said.items()]


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tests", nargs="*", default=["suites"])
    parser.add_argument("--fault", action="append", dest="faults")
    given = parser.parse_args()
    chosen = given.faults or [fault.name for fault in faults.all_faults()]
    write_expected(merged(load_expected(), run_all(dict.fromkeys(chosen, given.tests))))


if __name__ == "__main__":
    main()
