"""The command as its users meet it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from harness.cli import main
from harness.errors import EXIT_CODES
from harness.jvm import tools

CAPTURE = Path(__file__).parent / "wire" / "captures" / "jvm" / "1.27.0.ndjson"


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


def test_devices_lists_what_can_be_named_and_what_it_is() -> None:
    done = run("devices")
    assert done.exit_code == 0
    assert re.search(r"virtual:android +ready +models of analytics-kotlin 1\.27\.0", done.output)
    assert re.search(r"virtual:ios +ready +models of analytics-swift 1\.10\.0", done.output)


def test_devices_says_what_the_jvm_device_lacks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    tools.java.cache_clear()
    assert re.search(rf"jvm +there is no java in {tmp_path}/bin on this machine", run("devices").output)
    monkeypatch.setattr(tools, "java", lambda: "java")
    monkeypatch.setattr(tools, "maven", lambda: "mvn")
    assert re.search(r"jvm +ready +released analytics-kotlin 1\.27\.0 and older, no device", run("devices").output)


def test_show_prints_the_call_table_of_a_capture_file() -> None:
    done = run("show", str(CAPTURE))
    assert done.exit_code == 0
    assert "0 undecoded" in " ".join(done.output.split())


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot be read"), ("", "is empty"), ("{}\nnonsense\n{}\n", "line"), ('{"format": 99}\n', "99")],
)
def test_show_says_what_is_wrong_with_a_file(tmp_path: Path, content: str | None, said: str) -> None:
    file = tmp_path / "broken.ndjson"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    done = run("show", str(file))
    assert done.exit_code == EXIT_CODES["configuration"]
    assert said in done.output
    assert "Next:" in done.output


def test_mutate_lists_every_fault() -> None:
    done = run("mutate", "--list", COLUMNS="200")
    assert done.exit_code == 0
    assert "reset_keeps_user" in done.output
    assert len(re.findall(r"^│ \w+", done.output, re.MULTILINE)) >= 8


def test_coverage_prints_the_page_and_its_sums_and_writes_them(tmp_path: Path) -> None:
    suites = Path(__file__).parent.parent / "suites"
    done = run("coverage", "--suites", str(suites), "--json", "coverage.json", COLUMNS="200")
    assert done.exit_code == 0
    assert "settings-at-once" in done.output
    assert re.search(r"\d+ rows: \d+ held, \d+ by tests whose kills redden them \(\d+%\)", done.output)
    assert json.loads((tmp_path / "coverage.json").read_text(encoding="utf-8"))["share"] >= 0.8


def test_coverage_of_a_folder_without_the_table_is_a_mistake(tmp_path: Path) -> None:
    done = run("coverage", "--suites", str(tmp_path))
    assert done.exit_code == EXIT_CODES["configuration"]
    assert "promises.toml cannot be read" in done.output


def test_mutate_without_a_wish_says_what_to_do() -> None:
    done = run("mutate")
    assert done.exit_code == EXIT_CODES["configuration"]
    assert "--list" in done.output


def test_a_malformed_table_ends_every_command(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.harness]\nseeds = 'x'\n", encoding="utf-8")
    done = run("devices")
    assert done.exit_code == EXIT_CODES["configuration"]
    assert "did you mean 'seed'" in done.output


def test_an_unknown_device_is_refused() -> None:
    done = run("watch", "--device", "virtual:nokia")
    assert done.exit_code == EXIT_CODES["configuration"]
    assert "virtual:android, virtual:ios" in done.output


def test_the_demo_needs_a_clone() -> None:
    done = run("demo")
    assert done.exit_code == EXIT_CODES["configuration"]
    assert "in a clone of the project" in done.output


def test_an_unknown_figure_is_refused() -> None:
    done = run("bench", "--only", "nonsense")
    assert done.exit_code == EXIT_CODES["configuration"]
    assert "capture_keepalive_vs_mitmdump" in done.output
