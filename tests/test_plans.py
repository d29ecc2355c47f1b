from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.plans import Plan, fault_of, read_plan, without_fault


@dataclass(frozen=True)
class Item:
    nodeid: str

    @property
    def name(self) -> str:
        return self.nodeid.rpartition("::")[2]

    @property
    def path(self) -> Path:
        return Path(self.nodeid.partition("::")[0]).resolve()


ONE, TWO = "suites/a.py::test_one[virtual:ios]", "suites/b.py::test_two[virtual:ios-500]"


def under(fault: str, test: str) -> Item:
    return Item(test.replace("[", f"[{fault}-"))


def test_each_fault_has_the_tests_that_it_names_one_fault_after_another() -> None:
    plan = Plan({"mute": [TWO], "deaf": [ONE, TWO]})
    items = [under(fault, test) for test in (ONE, TWO) for fault in ("deaf", "mute")]
    assert [one.nodeid for one in plan.chosen(items)] == [
        "suites/b.py::test_two[mute-virtual:ios-500]",
        "suites/a.py::test_one[deaf-virtual:ios]",
        "suites/b.py::test_two[deaf-virtual:ios-500]",
    ]


@pytest.mark.parametrize("chosen", ["suites", "suites/a.py", "suites/a.py::test_one"])
def test_a_folder_or_a_file_stands_for_all_of_its_tests(chosen: str) -> None:
    plan = Plan({"deaf": [chosen]})
    assert plan.chosen([under("deaf", ONE)]) == [under("deaf", ONE)]
    assert plan.faults_of(Path("suites/a.py").resolve(), "test_one") == ["deaf"]
    assert plan.chosen([under("deaf", "other/c.py::test_x[virtual:ios]")]) == []


def test_a_function_runs_under_the_faults_that_name_one_of_its_cases() -> None:
    plan = Plan({"deaf": [ONE], "mute": [TWO]})
    assert plan.faults_of(Path("suites/b.py").resolve(), "test_two") == ["mute"]


def test_what_runs_under_no_fault_is_left_out() -> None:
    assert Plan({"deaf": ["suites"]}).chosen([Item(ONE)]) == []


def test_the_fault_is_the_first_parameter() -> None:
    assert fault_of("test_x[reset_keeps_user-virtual:ios-500]") == "reset_keeps_user"
    assert (
        without_fault("s.py::test_x[reset_keeps_user-virtual:ios]", "reset_keeps_user") == "s.py::test_x[virtual:ios]"
    )


def test_a_plan_is_read_as_it_was_written(tmp_path: Path) -> None:
    Plan({"deaf": [ONE]}).write(tmp_path / "plan.json")
    assert read_plan(tmp_path / "plan.json").tests == {"deaf": [ONE]}
    assert not read_plan(None)


def test_a_file_that_is_no_plan_says_so(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text("[", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="is no plan of faults"):
        read_plan(tmp_path / "plan.json")
