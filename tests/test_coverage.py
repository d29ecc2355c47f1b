"""Coverage counts what kills prove, and says which of them prove nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from rich.console import Console

from harness import coverage
from harness.coverage import Coverage, print_coverage, read_rows, table_of, try_kills
from harness.errors import ConfigurationError, InfrastructureError
from harness.mutate import Mutant
from harness.promises import Promise

HELD = Promise("held", "it works", "Track", ("android", "ios"), ("test_a.py::test_x",), ("reset_keeps_user",))
IN_GAP = Promise("in-gap", "it ends", "Reset", ("ios",), ("test_a.py::test_y",))
EXCUSED = Promise("excused", "click", "Setup", ("ios",), reason="dashboard", why="A person does it.")
ROWS = (HELD, IN_GAP, EXCUSED)
TABLE = """
[held]
says = "it works"
section = "Track"
platforms = ["ios"]
tests = ["test_a.py::test_x"]
kills = ["reset_keeps_user"]
"""


def mutant(*red: str) -> Mutant:
    return Mutant("reset_keeps_user", frozenset(red), dict.fromkeys(red, "it did not"))


def suites_in(folder: Path, table: str = TABLE, page: str = "## Track\nit works\n") -> Path:
    (folder / "promises.toml").write_text(table, encoding="utf-8")
    (folder / "page.md").write_text(page, encoding="utf-8")
    (folder / "test_a.py").write_text("def test_x(): ...\n", encoding="utf-8")
    return folder


def shown(one: Coverage) -> str:
    console = Console(width=160, record=True, file=None, quiet=False)
    with console.capture() as captured:
        console.print(table_of(one))
    return captured.get()


def test_rows_are_counted_by_what_holds_them() -> None:
    one = Coverage(ROWS)
    assert (one.held, one.killed, one.excused) == (2, 1, 1)
    assert one.plain()["share"] == pytest.approx(1 / 3, abs=1e-4)
    assert str(one) == ("3 rows: 2 held, 1 by tests whose kills redden them (33%), 1 excused; kills believed, not run")


@pytest.mark.parametrize(
    ("red", "killed"),
    [
        (["test_x[virtual:ios]"], 1),
        (["test_x[virtual:android-killed]"], 1),
        (["test_xy[virtual:ios]"], 0),
        (["test_x[virtual:web]"], 0),
        ([], 0),
    ],
)
def test_a_row_counts_when_its_kills_redden_its_tests_on_its_platforms(red: list[str], killed: int) -> None:
    one = Coverage(ROWS, {"reset_keeps_user": mutant(*red)})
    assert one.killed == killed
    assert [(row.name, kill) for row, kill in one.unproven()] == ([] if killed else [("held", "reset_keeps_user")])
    assert ("(reddens nothing)" in shown(one)) is not killed


def test_the_table_says_of_each_row_what_proves_it_or_why_nothing_does() -> None:
    said = shown(Coverage(ROWS))
    assert "reset_keeps_user" in said
    assert "(no fault can redden a known gap)" in said
    assert "(dashboard) A person does it." in said


def test_each_fault_is_run_once_against_the_tests_of_all_rows_that_name_it() -> None:
    ran: list[Mapping[str, Sequence[str]]] = []

    def run(plan: Mapping[str, Sequence[str]]) -> list[Mutant]:
        ran.append(plan)
        return [mutant()]

    other = Promise("other", "", "", ("ios",), ("test_a.py::test_x", "test_b.py::test_z"), ("reset_keeps_user",))
    assert list(try_kills([HELD, other, EXCUSED], Path("suites"), run)) == ["reset_keeps_user"]
    assert ran == [{"reset_keeps_user": ["suites/test_a.py::test_x", "suites/test_b.py::test_z"]}]


def test_the_json_has_every_row_and_the_sums(tmp_path: Path) -> None:
    file = tmp_path / "coverage.json"
    assert print_coverage(suites_in(tmp_path), file, is_checked=False) == 0
    said = json.loads(file.read_text(encoding="utf-8"))
    assert {key: said[key] for key in ("held", "killed", "excused", "share")} == {
        "held": 1, "killed": 1, "excused": 0, "share": 1.0,
    }  # fmt: skip
    assert said["rows"] == [
        {
            "name": "held",
            "says": "it works",
            "section": "Track",
            "platforms": ["ios"],
            "tests": ["test_a.py::test_x"],
            "kills": ["reset_keeps_user"],
            "reason": None,
        }
    ]


@pytest.mark.parametrize(("red", "code"), [(["test_x[virtual:ios]"], 0), ([], 1)])
def test_a_kill_that_reddens_nothing_is_named_and_ends_with_1(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    red: list[str],
    code: int,
) -> None:
    monkeypatch.setattr(coverage, "try_kills", lambda *_: {"reset_keeps_user": mutant(*red)})
    assert print_coverage(suites_in(tmp_path), None, is_checked=True) == code
    said = capsys.readouterr().out
    assert ("held: reset_keeps_user reddens none of its tests" in said) is bool(code)
    assert "kills run" in said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("it works", "it sings", "does not say 'it sings'"),
        ("test_x", "test_absent", "there is no test test_a.py::test_absent"),
        ("reset_keeps_user", "reset_keeps_usr", "there is no fault reset_keeps_usr"),
    ],
)
def test_a_row_that_names_what_is_not_there_is_a_mistake(tmp_path: Path, before: str, after: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        read_rows(suites_in(tmp_path, TABLE.replace(before, after)))


def test_suites_without_the_page_are_a_mistake(tmp_path: Path) -> None:
    (suites_in(tmp_path) / "page.md").unlink()
    with pytest.raises(ConfigurationError, match=r"page\.md cannot be read"):
        read_rows(tmp_path)


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(InfrastructureError, match="cannot be written"):
        print_coverage(suites_in(tmp_path), tmp_path / "absent" / "coverage.json", is_checked=False)
