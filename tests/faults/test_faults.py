"""Suites are proven by going red: each fault must redden the tests that expected.toml names, and no others.

``expected.toml``: a table per fault; a key per test that must go red, its value the beginning of the message's first
line after the vendor and the kind of call, or a table with ``android`` and ``ios`` where the platforms differ.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from harness.virtual import faults

ROOT = Path(__file__).parent.parent.parent
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "expected.toml").read_text(encoding="utf-8")
)
PLATFORMS = ("android", "ios")

pytestmark = pytest.mark.faults


def red_tests(junit: Path) -> dict[str, str]:
    """``test_name[virtual:ios]`` -> first line of its message."""
    red = {}
    for case in ET.parse(junit).getroot().iter("testcase"):
        trouble = case.find("failure") if case.find("failure") is not None else case.find("error")
        if trouble is not None:
            red[case.attrib["name"]] = trouble.attrib["message"].splitlines()[0]
    return red


def expected_of(fault: str) -> dict[str, str]:
    said = {}
    for test, beginning in EXPECTED[fault].items():
        for platform in PLATFORMS:
            text = beginning if isinstance(beginning, str) else beginning.get(platform)
            if text is not None:
                said[f"{test}[virtual:{platform}]"] = text
    return said


@pytest.mark.timeout(240)
@pytest.mark.parametrize("fault", sorted(EXPECTED))
def test_a_fault_reddens_the_tests_that_are_named_for_it(fault: str, tmp_path: Path) -> None:
    junit = tmp_path / "junit.xml"
    command = [sys.executable, "-m", "pytest", "suites", "-q", "-n", "2", "-p", "no:cacheprovider"]
    command += ["--fault", fault, "--seed", "faults", "--patience", "1", "--junitxml", str(junit)]
    command += ["--recordings", str(tmp_path / "recordings"), "--report", str(tmp_path / "report")]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 1, done.stdout[-3000:]
    red, expected = red_tests(junit), expected_of(fault)
    assert sorted(red) == sorted(expected)
    for test, beginning in expected.items():
        message = red[test].removeprefix("AssertionError: ")
        assert message.startswith(beginning), f"{test}: {message}"


def test_every_fault_has_an_expectation_and_every_expectation_a_fault() -> None:
    assert sorted(EXPECTED) == [fault.name for fault in faults.all_faults()]


def test_every_expectation_names_a_test_that_exists() -> None:
    texts = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "suites").glob("test_*.py"))
    for fault, tests in EXPECTED.items():
        for test in tests:
            assert f"def {test}(" in texts, f"{fault} names {test}"


def test_every_suite_test_is_reddened_by_some_fault() -> None:
    texts = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "suites").glob("test_*.py"))
    named = {test for tests in EXPECTED.values() for test in tests}
    written = {line.split("(")[0].removeprefix("def ") for line in texts.splitlines() if line.startswith("def test_")}
    assert written - named == set()
