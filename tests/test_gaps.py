"""Known gaps are data: a mistake in them is told with the next step, and they are strict."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from harness.builds import Build, load_builds
from harness.errors import ConfigurationError
from harness.gaps import (
    Gap,
    Standing,
    check_parameters,
    expecting,
    find_gap,
    find_race,
    functions_of,
    known_gaps,
    parse_range,
)

BUILDS = load_builds()
ANDROID, IOS, OLD = (BUILDS[f"virtual-{name}"] for name in ("android-current", "ios-current", "android-2024"))
WELL = {
    "test": "test_a_claim",
    "platform": "android",
    "sdk": "MoEngage destination < 9",
    "reason": "it does otherwise",
    "source": "moengage.md 3.3",
    "evidence": "a capture",
}


class ExpectedError(Exception):
    """Stands for pytest's xfail."""


def write(folder: Path, **changes: str | None) -> Path:
    (folder / "test_claims.py").write_text("def test_a_claim(): ...\n", encoding="utf-8")
    table = {key: value for key, value in {**WELL, **changes}.items() if value is not None}
    lines = [f'{key} = "{value}"' for key, value in table.items()]
    (folder / "known_gaps.toml").write_text("\n".join(["[a_gap]", *lines]), encoding="utf-8")
    return folder


def a_gap(test: str = "test_a_claim", sdk: str = "MoEngage destination *") -> Gap:
    return Gap("a_gap", test, "android", parse_range(sdk), "it does otherwise", "moengage.md 3.3", "a capture")


def standing(is_strict: bool = True) -> Standing:
    return Standing(a_gap(), "suites/test_claims.py::test_a_claim[virtual:android]", ANDROID, is_strict)


def test_a_table_is_a_gap(tmp_path: Path) -> None:
    (gap,) = known_gaps(write(tmp_path))
    assert (gap.name, gap.reason, gap.platform) == ("a_gap", "it does otherwise", "android")
    assert gap.applies_to(ANDROID)


def test_a_link_may_stand_for_the_source(tmp_path: Path) -> None:
    (gap,) = known_gaps(write(tmp_path, source=None, link="https://example.com/issue/1"))
    assert gap.source == "https://example.com/issue/1"


def test_tests_without_a_table_have_no_gaps(tmp_path: Path) -> None:
    assert known_gaps(tmp_path) == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": None}, "a_gap does not say its reason"),
        ({"source": None}, "a_gap does not say its source"),
        ({"evidence": " "}, "a_gap does not say its evidence"),
        ({"platform": "windows"}, "platform is 'windows'"),
        ({"colour": "red"}, "no gap has colour"),
        ({"sdk": "MoEngage destination"}, "'MoEngage destination' is no range of a known SDK"),
        ({"sdk": "analytics-java >= 1"}, "'analytics-java >= 1' is no range of a known SDK"),
        ({"sdk": "analytics-kotlin about 1"}, "'analytics-kotlin about 1' is no range"),
        ({"sdk": "analytics-kotlin >= latest"}, "is no range"),
        ({"test": "test_a_clame"}, "names test_a_clame, and there is no such test"),
        ({"test": "test_others.py::test_a_claim"}, "there is no such test"),
    ],
)
def test_a_mistake_is_named_with_the_next_step(tmp_path: Path, changes: dict[str, str | None], said: str) -> None:
    with pytest.raises(ConfigurationError) as problem:
        known_gaps(write(tmp_path, **changes))
    assert said in str(problem.value)
    assert "known_gaps.toml" in str(problem.value)
    assert problem.value.next_step


@pytest.mark.parametrize("text", ["[a_gap", "a_gap = 1\n"])
def test_what_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "known_gaps.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="a gap is a table with"):
        known_gaps(tmp_path)


@pytest.mark.parametrize(
    ("text", "build", "holds"),
    [
        ("MoEngage destination *", ANDROID, True),
        ("MoEngage destination < 4.2", ANDROID, False),
        ("MoEngage destination <= 4.2", ANDROID, True),
        ("MoEngage destination > 4.2", ANDROID, False),
        ("MoEngage SDK = 15.2", ANDROID, True),
        ("analytics-kotlin >= 1.21", ANDROID, True),
        ("analytics-kotlin >= 1.21", OLD, False),
        ("analytics-kotlin >= 1.2, < 1.25", OLD, True),
        ("analytics-kotlin >= 1.2, < 1.25", ANDROID, False),
        ("analytics-swift *", ANDROID, False),
        ("analytics-swift *", IOS, True),
    ],
)
def test_a_range_holds_for_builds_with_such_a_release_in_them(text: str, build: Build, holds: bool) -> None:
    assert parse_range(text).holds(build) is holds


@pytest.mark.parametrize(
    ("test", "node", "covers"),
    [
        ("test_x", "suites/test_a.py::test_x[virtual:android]", True),
        ("test_x", "suites/test_a.py::test_x[virtual:android-killed]", True),
        ("test_x", "suites/test_a.py::TestGroup::test_x[virtual:android]", True),
        ("test_x", "suites/test_a.py::test_xy[virtual:android]", False),
        ("test_x[killed]", "suites/test_a.py::test_x[virtual:android-killed]", True),
        ("test_x[killed]", "suites/test_a.py::test_x[virtual:android-background]", False),
        ("test_a.py::test_x", "suites/test_a.py::test_x[virtual:android]", True),
        ("test_b.py::test_x", "suites/test_a.py::test_x[virtual:android]", False),
    ],
)
def test_a_gap_covers_the_test_that_it_names(test: str, node: str, covers: bool) -> None:
    assert a_gap(test).covers(node) is covers


def test_a_test_stands_in_a_gap_of_its_platform_and_releases_alone() -> None:
    node, gaps = "test_claims.py::test_a_claim[virtual:android]", [a_gap(sdk="MoEngage destination > 3")]
    assert find_gap(gaps, node, ANDROID) is gaps[0]
    assert find_gap(gaps, node, OLD) is None
    assert find_gap(gaps, node, IOS) is None


def run(find: Callable[[], Standing | None], act: Callable[[], None]) -> None:
    with expecting(find, ExpectedError):
        act()


def fail() -> None:
    raise AssertionError("it was otherwise")


def break_down() -> None:
    raise ConfigurationError("no proxy")


def test_an_assertion_that_fails_in_a_gap_is_expected() -> None:
    with pytest.raises(ExpectedError, match="known gap: it does otherwise") as problem:
        run(standing, fail)
    assert str(problem.value.__cause__) == "it was otherwise"


def test_an_assertion_that_fails_in_no_gap_fails() -> None:
    with pytest.raises(AssertionError, match="it was otherwise"):
        run(lambda: None, fail)


def test_a_failure_that_is_no_assertion_is_one_in_a_gap_too() -> None:
    with pytest.raises(ConfigurationError, match="no proxy"):
        run(standing, break_down)


def test_a_gap_whose_test_passes_can_be_closed() -> None:
    with pytest.raises(ConfigurationError) as problem:
        run(standing, lambda: None)
    assert "'a_gap' can be closed" in str(problem.value)
    assert "virtual-android-current (analytics-kotlin 1.27.0, MoEngage destination 4.2.0" in str(problem.value)
    assert "delete [a_gap]" in problem.value.next_step


def test_a_fault_that_closes_a_gap_says_nothing_about_a_release() -> None:
    with pytest.raises(ExpectedError):
        run(lambda: standing(is_strict=False), lambda: None)


def test_a_test_that_passes_in_no_gap_passes() -> None:
    run(lambda: None, lambda: None)


def test_a_parameter_that_the_test_does_not_have_is_a_mistake() -> None:
    collected = ["test_a.py::test_x[virtual:android-killed]"]
    check_parameters([a_gap("test_x[killed]"), a_gap("test_y[killed]")], collected)
    with pytest.raises(ConfigurationError, match=r"test_x\[dead\], which has no such parameter"):
        check_parameters([a_gap("test_x[dead]")], collected)


def test_functions_are_read_from_classes_too_and_from_nothing_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "test_x.py"
    file.write_text("class TestGroup:\n    def test_in(self): ...\nasync def test_out(): ...\n", encoding="utf-8")
    (tmp_path / "test_y.py").write_text("def (", encoding="utf-8")
    assert functions_of(file) == {"test_in", "test_out"}
    assert functions_of(tmp_path / "test_y.py") == functions_of(tmp_path / "absent.py") == frozenset()


def a_race(sdk: str = "MoEngage destination *") -> Gap:
    return Gap("a_race", "test_hunt", "android", parse_range(sdk), "it may", "jvm.md 3.1", "seen", note="gate")


def test_a_race_explains_the_failure_of_any_test_that_met_it() -> None:
    met = Standing(a_race(), "test_anything", ANDROID, is_strict=False)
    with pytest.raises(ExpectedError, match="known gap: it may"), expecting(lambda: None, ExpectedError, lambda: met):
        fail()


def test_a_race_forbids_no_success() -> None:
    met = Standing(a_race(), "test_anything", ANDROID, is_strict=False)
    with expecting(lambda: None, ExpectedError, lambda: met):
        pass


def test_a_race_is_found_by_its_note_and_releases() -> None:
    gaps = [a_gap(), a_race()]
    assert find_race(gaps, {"settled", "gate"}, ANDROID) == gaps[1]
    assert find_race(gaps, {"settled"}, ANDROID) is None
    assert find_race(gaps, {""}, ANDROID) is None
    assert find_race([a_race("MoEngage destination > 99")], {"gate"}, ANDROID) is None


def test_a_gap_may_name_a_note(tmp_path: Path) -> None:
    (gap,) = known_gaps(write(tmp_path, note="gate"))
    assert gap.note == "gate"
