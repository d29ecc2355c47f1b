"""What must hold of the suites as texts: names, marks, and the documented differences that they ask for."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from harness.differences import load_differences

SUITES = Path(__file__).parent.parent / "suites"
FILES = sorted(SUITES.glob("test_*.py"))
CORE = 15
MOST_ALLOWED = 5
ALLOWED = {"__future__", "datetime", "harness", "pytest", "typing"}
"""A suite speaks the harness's words and pytest's, and reads a timestamp where that is the claim."""


def functions() -> Iterator[ast.FunctionDef]:
    for file in FILES:
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield node


def marks_of(function: ast.FunctionDef) -> list[str]:
    return re.findall(r"pytest\.mark\.(\w+)", " ".join(ast.unparse(one) for one in function.decorator_list))


def test_each_name_is_given_once() -> None:
    assert [name for name, count in Counter(one.name for one in functions()).items() if count > 1] == []


def test_no_name_speaks_of_a_platform() -> None:
    assert [one.name for one in functions() if re.search(r"android|ios(_|$)|iphone", one.name)] == []


def test_the_core_is_as_small_as_it_says() -> None:
    assert sum("core" in marks_of(one) for one in functions()) == CORE


def test_findings_are_hardly_ever_allowed() -> None:
    assert sum(marks_of(one).count("allow") for one in functions()) <= MOST_ALLOWED


def test_every_difference_is_asked_for_and_every_question_has_an_answer() -> None:
    asked = {name for file in FILES for name in re.findall(r'differs\("(\w+)"\)', file.read_text(encoding="utf-8"))}
    assert asked == set(load_differences(SUITES))


def test_what_does_not_differ_is_no_difference() -> None:
    assert [name for name, one in load_differences(SUITES).items() if one["android"] == one["ios"]] == []


def test_suites_import_the_harness_and_pytest_alone() -> None:
    imported = set()
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
    assert imported <= ALLOWED
