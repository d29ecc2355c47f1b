from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from harness.cli import main

JVM = Path(__file__).parent / "wire" / "captures" / "jvm"
OLD, NEW = JVM / "1.19.2.ndjson", JVM / "1.27.0.ndjson"

ALL = """
[[explained]]
rule = "{rule}"
path = "*"
reason = "two releases"
"""
RULES = ("fields", "framing", "redelivery", "requests")


def compare(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["compare", *map(str, arguments)])
    return done.exit_code, done.output


def explained(tmp_path: Path, *rules: str) -> Path:
    file = tmp_path / "explained.toml"
    file.write_text("".join(ALL.format(rule=rule) for rule in rules), encoding="utf-8")
    return file


def test_a_file_is_like_itself() -> None:
    code, said = compare(NEW, NEW)
    assert code == 0
    assert "0 errors, 0 warnings, 0 told" in said


def test_differences_that_nobody_explained_end_with_one(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    code, said = compare(OLD, NEW, "--json", out)
    assert code == 1
    assert f"comparing {OLD} | {NEW}" in said
    assert "error: framing: POST api.segment.io/v1/b http: HTTP/1.1 | HTTP/2.0 [0002 / | 0002 /]" in said
    written = json.loads(out.read_text(encoding="utf-8"))
    (one,) = [one for one in written["findings"] if one["message"].startswith("POST api.segment.io/v1/b http")]
    assert (one["rule"], one["severity"], one["where"]) == ("framing", "error", "0002 /")
    assert one["sides"] == {
        "path": "POST api.segment.io/v1/b http",
        "left": "HTTP/1.1",
        "right": "HTTP/2.0",
        "right_where": "0002 /",
        "reason": "",
    }
    assert written["unexplained"] == sum(one["severity"] == "error" for one in written["findings"])
    assert written["stale"] == []


def test_differences_that_are_all_explained_end_well(tmp_path: Path) -> None:
    code, said = compare(OLD, NEW, "--explained", explained(tmp_path, *RULES))
    assert code == 0, said
    assert (
        "explained: framing: POST api.segment.io/v1/b http: HTTP/1.1 | HTTP/2.0 [0002 / | 0002 /]: two releases" in said
    )


def test_an_explanation_that_explains_nothing_is_told(tmp_path: Path) -> None:
    code, said = compare(NEW, NEW, "--explained", explained(tmp_path, "fates"))
    assert code == 0
    assert "stale: fates: * (two releases) explains nothing here" in said
    assert "1 stale" in said


@pytest.mark.parametrize("text", ["not json\n", "", '{"format": 99}\n'])
def test_a_file_that_cannot_be_read_ends_with_two(tmp_path: Path, text: str) -> None:
    file = tmp_path / "odd.ndjson"
    file.write_text(text, encoding="utf-8")
    code, said = compare(NEW, file)
    assert code == 2
    assert "Next:" in said


def test_so_does_a_list_of_explanations_that_cannot_be_read(tmp_path: Path) -> None:
    code, said = compare(NEW, NEW, "--explained", tmp_path / "none.toml")
    assert code == 2
    assert "cannot be read" in said


def test_an_out_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    code, said = compare(NEW, NEW, "--json", tmp_path / "missing" / "out.json")
    assert code == 74
    assert "cannot be written" in said
