"""The table of the page says what stands on the page, and every test of the suites has a place in it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from harness.builds import load_builds
from harness.devices.spec import PLATFORMS
from harness.errors import ConfigurationError
from harness.gaps import find_gap, known_gaps
from harness.mutate import platform_of
from harness.promises import Promise, load_promises, misquoted, out_of_order, sections_of
from tests.faults.expectations import expected_of, load_expected

SUITES = Path(__file__).parent.parent / "suites"
PROMISES = load_promises(SUITES)
PAGE = (SUITES / "page.md").read_text(encoding="utf-8")
MOST_EXCUSED = 0.2
ENOUGH = 0.8
EXPECTED = load_expected()
BUILDS = load_builds()


def suite_tests() -> set[str]:
    return {
        f"{file.name}::{node.name}"
        for file in SUITES.glob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def reddened_by(kill: str) -> set[tuple[str, str]]:
    """``{("test_x", "ios")}``."""
    return {(test.partition("[")[0], platform_of(test)) for test in expected_of(EXPECTED, kill)}


def platforms_without_a_kill(row: Promise) -> set[str]:
    red = {hit for kill in row.kills for hit in reddened_by(kill)}
    return {one for one in row.platforms if not any((test, one) in red for test in row.functions)}


def is_in_gaps(row: Promise, platform: str) -> bool:
    """None of its tests can be reddened there."""
    gaps, build = known_gaps(SUITES), BUILDS[f"virtual-{platform}-current"]
    return all(find_gap(gaps, f"{test}[virtual:{platform}]", build) for test in row.tests)


# the repository's own table


def test_every_row_says_what_its_section_of_the_page_says() -> None:
    assert misquoted(PROMISES, PAGE) == []


def test_the_rows_stand_in_the_pages_order() -> None:
    assert out_of_order(PROMISES, PAGE) == []


def test_every_test_that_is_named_exists() -> None:
    named = {test for row in PROMISES.rows for test in row.tests} | set(PROMISES.beyond)
    assert sorted(named - suite_tests()) == []


def test_every_test_of_the_suites_holds_a_promise_or_says_what_else_it_serves() -> None:
    """A new one: name it in the row that it holds, or under [beyond] with its scenario or fact."""
    holding = {test for row in PROMISES.rows for test in row.tests}
    assert sorted(suite_tests() - holding - set(PROMISES.beyond)) == []
    assert sorted(holding & set(PROMISES.beyond)) == []


def test_every_kill_is_a_fault_that_is_expected_to_redden_its_row() -> None:
    idle = [
        f"{row.name}: {kill}"
        for row in PROMISES.rows
        for kill in row.kills
        if kill not in EXPECTED or not {name for name, _ in reddened_by(kill)} & row.functions
    ]
    assert idle == []


def test_every_held_row_has_a_kill_on_each_of_its_platforms_where_a_fault_can_redden_it() -> None:
    lacking = [
        f"{row.name}: {platform}"
        for row in PROMISES.rows
        if row.is_held
        for platform in platforms_without_a_kill(row)
        if not is_in_gaps(row, platform)
    ]
    assert lacking == []


def test_few_rows_have_a_reason_and_most_have_kills() -> None:
    rows = PROMISES.rows
    assert sum(bool(row.reason) for row in rows) <= MOST_EXCUSED * len(rows)
    assert sum(bool(row.kills) for row in rows) >= ENOUGH * len(rows)


def test_what_concerns_the_web_waits_for_it() -> None:
    assert {row.reason for row in PROMISES.rows if not set(row.platforms) & set(PLATFORMS)} == {"web: later"}


# the reader

WELL = 'says = "it works"\nsection = "Track"\nplatforms = ["ios"]\n'
HELD = 'tests = ["test_a.py::test_x"]\nkills = ["f"]\n'


def write(folder: Path, text: str) -> Path:
    (folder / "promises.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_row_is_read_with_what_holds_it(tmp_path: Path) -> None:
    promises = load_promises(write(tmp_path, f'[a]\n{WELL}{HELD}[beyond]\n"test_a.py::test_y" = "SC4"\n'))
    assert promises.rows == (Promise("a", "it works", "Track", ("ios",), ("test_a.py::test_x",), ("f",)),)
    assert promises.beyond == {"test_a.py::test_y": "SC4"}
    assert promises.rows[0].functions == {"test_x"}
    assert promises.rows[0].plain()["reason"] is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a", "cannot be read"),
        ("a = 1\n", "is no row"),
        ('[a]\nsays = "it"\n', "is no row"),
        (f"[a]\n{WELL}{HELD}colour = 1\n", "is no row"),
        (f"[a]\n{WELL}", "has tests and a reason, or neither"),
        (f'[a]\n{WELL}{HELD}reason = "dashboard"\nwhy = "so"\n', "has tests and a reason, or neither"),
        (f'[a]\n{WELL}reason = "dashboard"\n', "or no why"),
        (f'[a]\n{WELL}reason = "boring"\nwhy = "so"\n', "'boring' is no reason"),
        (f"[a]\n{WELL.replace('ios', 'windows')}{HELD}", "for no platform"),
        (f'[a]\n{WELL}tests = "test_a.py::test_x"\n', "tests is of the wrong form"),
        ('[beyond]\n"test_a.py::test_x" = ""\n', "says of a test what it serves"),
    ],
)
def test_a_mistake_is_named_with_the_next_step(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as problem:
        load_promises(write(tmp_path, text))
    assert said in str(problem.value)
    assert problem.value.next_step


def test_a_folder_without_the_table_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_promises(tmp_path)


A_PAGE = "Before\n## Track\nit\n  works\n### Deep\nvery\n## Reset\nit ends\n"


def test_a_section_is_a_heading_under_its_heading_of_level_two() -> None:
    assert sections_of(A_PAGE) == {
        "MoEngage Destination": "Before",
        "Track": "it works",
        "Track > Deep": "very",
        "Reset": "it ends",
    }


def test_words_of_another_section_and_words_of_none_are_misquoted(tmp_path: Path) -> None:
    rows = WELL + HELD, WELL.replace("Track", "Reset") + HELD, WELL.replace("works", "sings") + HELD
    promises = load_promises(
        write(tmp_path, "".join(f"[{name}]\n{row}" for name, row in zip("abc", rows, strict=True)))
    )
    assert [line.partition(":")[0] for line in misquoted(promises, A_PAGE)] == ["b", "c"]


def test_a_row_behind_a_later_one_is_out_of_order(tmp_path: Path) -> None:
    late = WELL.replace("Track", "Reset").replace("it works", "it ends") + HELD
    promises = load_promises(write(tmp_path, f"[a]\n{late}[b]\n{WELL}{HELD}"))
    assert out_of_order(promises, A_PAGE) == ["b"]
