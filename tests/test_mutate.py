"""What a matrix of faults and tests says, and when it does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.mutate import Matrix, Mutant, complaints_of, platform_of, print_matrix, read_junit, run_fault

A, B, C, D = (f"test_{name}[virtual:{platform}]" for name in ("one", "two") for platform in ("android", "ios"))
ALL = frozenset({A, B, C, D})

JUNIT = """<testsuites><testsuite>
<testcase name="test_one[deaf-virtual:android]">
<properties><property name="undecoded" value="0"/><property name="rule" value="schema"/></properties></testcase>
<testcase name="test_one[deaf-virtual:ios]"><failure message="AssertionError: segment track(): never&#10;x"/></testcase>
<testcase name="test_two[deaf-virtual:ios]"><error message="capture failure: dead"/></testcase>
<testcase name="test_three[deaf-virtual:ios]"><skipped message="no push"/></testcase>
<testcase name="test_four[deaf-virtual:ios]"><skipped type="pytest.xfail" message="known gap: x"/></testcase>
<testcase name="test_one[mute-virtual:ios]"/>
</testsuite></testsuites>"""


def test_a_result_file_tells_what_ran_and_what_went_red(tmp_path: Path) -> None:
    file = tmp_path / "junit.xml"
    file.write_text(JUNIT, encoding="utf-8")
    mutant, other = read_junit(["deaf", "mute"], file)
    assert (other.fault, list(other.ran), other.red) == ("mute", ["test_one[virtual:ios]"], {})
    assert mutant.ran == {"test_one[virtual:android]", "test_one[virtual:ios]", "test_two[virtual:ios]"}
    assert mutant.red == {
        "test_one[virtual:ios]": "segment track(): never",
        "test_two[virtual:ios]": "capture failure: dead",
    }
    assert mutant.red_on("android") == []
    assert mutant.rules == {"test_one[virtual:android]": {"schema"}}


def test_a_test_that_stays_green_under_every_fault_is_named() -> None:
    matrix = Matrix([Mutant("f", ALL, {A: ""}), Mutant("g", ALL, {B: ""})])
    assert matrix.unseen() == sorted({C, D})
    assert list(complaints_of(matrix, is_whole=True)) == [f"{test}: reddened by no fault" for test in sorted({C, D})]
    assert list(complaints_of(matrix, is_whole=False)) == []


def test_a_fault_that_nothing_sees_is_named() -> None:
    matrix = Matrix([Mutant("f", ALL, {})])
    assert matrix.silent() == ["f"]
    assert list(complaints_of(matrix, is_whole=False)) == ["f: seen by no test"]


def test_a_fault_that_reddens_more_than_a_third_is_named() -> None:
    matrix = Matrix([Mutant("f", ALL, {A: "", B: ""})])
    assert matrix.greedy() == ["f"]
    assert list(complaints_of(matrix, is_whole=False)) == ["f: reddens more than a third of the tests"]
    assert Matrix([Mutant("f", ALL, {A: ""})]).greedy() == []


def test_a_matrix_holds_where_each_test_has_a_fault_of_its_own() -> None:
    matrix = Matrix([Mutant(name, ALL, {name: "m"}) for name in sorted(ALL)])
    assert list(complaints_of(matrix, is_whole=True)) == []
    assert matrix.plain()["unseen"] == []


@pytest.mark.parametrize(
    ("test", "platform"),
    [("test_x[virtual:ios]", "ios"), ("test_x[virtual:android-killed]", "android"), ("test_x", "")],
)
def test_the_platform_is_read_from_the_parameters(test: str, platform: str) -> None:
    assert platform_of(test) == platform


def test_a_fault_that_does_not_exist_is_refused_before_anything_runs() -> None:
    with pytest.raises(ConfigurationError, match="no fault is called nosuch"):
        print_matrix(Path("suites"), ["nosuch"], None)


def test_a_run_that_cannot_begin_is_no_result(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="did not run under"):
        run_fault("reset_keeps_user", [str(tmp_path / "nowhere")])
