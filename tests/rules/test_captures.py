"""Over the traffic of real SDKs the rules find nothing but what is explained."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from harness import rules
from harness.check import traffic_of
from harness.reading import read

CAPTURES = Path(__file__).parent.parent / "wire" / "captures"
FILES = sorted(file.relative_to(CAPTURES).as_posix() for file in CAPTURES.rglob("*.ndjson"))
EXPLAINED = tomllib.loads((Path(__file__).parent / "explained.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES)
def test_what_is_found_is_explained_and_what_is_explained_is_found(file: str) -> None:
    found = {(one.rule, one.message) for one in rules.judge(traffic_of(read(CAPTURES / file), {}))}
    expected = {(rule, beginning) for rule, rows in EXPLAINED.get(file, {}).items() for beginning in rows}
    unexplained = {
        one for one in found if not any(one[0] == rule and one[1].startswith(said) for rule, said in expected)
    }
    unfound = {one for one in expected if not any(rule == one[0] and said.startswith(one[1]) for rule, said in found)}
    assert unexplained == set()
    assert unfound == set()


def test_every_explanation_is_of_a_file_that_exists() -> None:
    assert set(EXPLAINED) <= set(FILES)
