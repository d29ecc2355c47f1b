from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from harness import rules
from harness.cli import main

CAPTURES = Path(__file__).parent / "wire" / "captures"


def check(file: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["check", str(file), *arguments])
    return done.exit_code, done.output


def spoiled(tmp_path: Path) -> Path:
    lines = (CAPTURES / "jvm" / "1.27.0.ndjson").read_text(encoding="utf-8").splitlines()
    line = json.loads(lines[1])
    line["body"]["batch"][0]["timestamp"] = "2026-11-24 00:06:53"
    file = tmp_path / "spoiled.ndjson"
    file.write_text("\n".join([lines[0], json.dumps(line), *lines[2:]]) + "\n", encoding="utf-8")
    return file


def test_a_healthy_capture_file_ends_well(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    code, said = check(CAPTURES / "jvm" / "1.27.0.ndjson", "--json", str(out))
    assert code == 0, said
    assert f"{len(rules.names())} rules: 0 errors" in said
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["calls"] > 100
    assert written["undecoded"] == []
    assert [one for one in written["findings"] if one["severity"] == "error"] == []


def test_a_finding_names_rule_severity_and_exchange(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    code, said = check(spoiled(tmp_path), "--json", str(out))
    assert code == 1
    assert "error: timestamps: timestamp is '2026-11-24 00:06:53'" in said
    (found,) = [one for one in json.loads(out.read_text(encoding="utf-8"))["findings"] if one["severity"] == "error"]
    assert (found["rule"], found["exchange"], found["where"]) == ("timestamps", "0002", "0002 /batch/0")


def test_a_file_that_is_none_says_the_next_step(tmp_path: Path) -> None:
    file = tmp_path / "odd.ndjson"
    file.write_text("not json\n", encoding="utf-8")
    code, said = check(file)
    assert code == 78
    assert "Next:" in said


def test_an_out_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    code, said = check(CAPTURES / "jvm" / "1.27.0.ndjson", "--json", str(tmp_path / "missing" / "out.json"))
    assert code == 74
    assert "cannot be written" in said
