"""Suites are proven by going red: each fault must redden the tests that expected.toml names, and leave others green.

``expected.toml``: a table per fault; a key per test that must go red, its value the beginning of the message's first
line, or a table with ``android`` and ``ios`` where the platforms differ. ``HARNESS_UPDATE_EXPECTED=1`` writes it anew
from whole runs of the suites: read the difference before you keep it.
"""

from __future__ import annotations

import ast
import os
import random
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from harness.builds import load_builds
from harness.gaps import check_parameters, find_gap, known_gaps
from harness.mutate import GREEDY, Matrix, Mutant, platform_of, run_all
from harness.virtual import faults
from tests.faults.expectations import FILE, expected_of, load_expected, write_expected

ROOT = Path(__file__).parent.parent.parent
MOST_RED = 8
"""So many of a fault's red tests are run with every change; all of them in the nightly's matrix."""
GREENS = 5
AT_ONCE = 4
"""Processes: red tests wait in vain, and leave the processors to others."""
ASKS = "test_a_fault_reddens_its_tests_and_leaves_others_green"
FORBIDDEN = {"json", "gzip", "zlib", "httpx", "http", "urllib", "urllib3", "requests", "socket", "ssl", "mitmproxy"}
"""What it takes to edit a finished body or to send one: no fault may have it."""

EXPECTED = load_expected()


@cache
def nodes() -> list[str]:
    command = [sys.executable, "-m", "pytest", "suites", "--collect-only", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [line for line in done.stdout.splitlines() if "::" in line]


@cache
def collected() -> dict[str, str]:
    """``test_x[virtual:ios]`` -> its node id."""
    return {node.partition("::")[2]: node for node in nodes()}


@cache
def in_gaps() -> frozenset[str]:
    """Those that stand in a known gap as some build of their platform: no fault can redden them there."""
    gaps, builds = known_gaps(ROOT / "suites"), load_builds().values()
    return frozenset(
        test
        for test, node in collected().items()
        if any(find_gap(gaps, node, build) for build in builds if build.platform == platform_of(test))
    )


def chosen_of(fault: str) -> tuple[dict[str, str], list[str]]:
    """Red tests with the beginnings of their messages, and some that must stay green, drawn by the fault's name."""
    draws, expected = random.Random(fault), expected_of(EXPECTED, fault)
    red = dict(draws.sample(sorted(expected.items()), min(MOST_RED, len(expected))))
    green = [test for test in collected() if test not in expected]
    return red, draws.sample(sorted(green), GREENS)


@pytest.fixture(scope="session")
def mutants(request: pytest.FixtureRequest) -> dict[str, Mutant]:
    """Of the faults that this session asks for, all run at once."""
    asking = [item for item in request.session.items if isinstance(item, pytest.Function)]
    asked = [str(item.callspec.params["fault"]) for item in asking if item.originalname == ASKS]
    chosen = {fault: chosen_of(fault) for fault in asked}
    plan = {fault: [collected()[test] for test in (*red, *green)] for fault, (red, green) in chosen.items()}
    return {mutant.fault: mutant for mutant in run_all(plan, at_once=AT_ONCE)}


@pytest.mark.faults
@pytest.mark.timeout(2400)
@pytest.mark.parametrize("fault", sorted(EXPECTED))
def test_a_fault_reddens_its_tests_and_leaves_others_green(fault: str, mutants: dict[str, Mutant]) -> None:
    red, _ = chosen_of(fault)
    mutant = mutants[fault]

    assert sorted(mutant.red) == sorted(red)
    for test, beginning in red.items():
        assert mutant.red[test].startswith(beginning), f"{test}: {mutant.red[test]}"


@pytest.mark.matrix
@pytest.mark.timeout(3600)
def test_every_test_is_reddened_by_a_fault_and_no_fault_reddens_too_many() -> None:
    mutants = run_all({fault.name: ["suites"] for fault in faults.all_faults()})
    if os.environ.get("HARNESS_UPDATE_EXPECTED"):
        write_expected(mutants)
    matrix, expected = Matrix(mutants), load_expected()
    assert matrix.unseen() == []
    assert matrix.silent() == []
    assert matrix.greedy() == []
    assert {one.fault: sorted(one.red) for one in mutants} == {
        fault: sorted(expected_of(expected, fault)) for fault in expected
    }


def test_every_fault_has_an_expectation_and_every_expectation_a_fault() -> None:
    assert sorted(EXPECTED) == [fault.name for fault in faults.all_faults()]


def test_every_expectation_names_a_test_that_exists() -> None:
    for fault in EXPECTED:
        assert set(expected_of(EXPECTED, fault)) <= set(collected()), fault


def test_every_test_of_the_suites_is_expected_to_be_reddened_on_each_platform() -> None:
    named = {test for fault in EXPECTED for test in expected_of(EXPECTED, fault)}
    assert sorted(set(collected()) - named - in_gaps()) == []


def test_no_test_that_stands_in_a_known_gap_is_expected_to_be_reddened() -> None:
    named = {test for fault in EXPECTED for test in expected_of(EXPECTED, fault)}
    assert sorted(named & in_gaps()) == []


def test_every_parameter_of_a_known_gap_exists() -> None:
    check_parameters(known_gaps(ROOT / "suites"), nodes())


def test_no_fault_is_expected_to_redden_more_than_a_third() -> None:
    for fault in EXPECTED:
        assert len(expected_of(EXPECTED, fault)) <= GREEDY * len(collected()), fault


def test_test_names_are_unique_across_the_suites() -> None:
    assert len(nodes()) == len(collected())


def test_every_area_has_faults() -> None:
    areas = {fault.area for fault in faults.all_faults()}
    assert {"identify", "track", "reset", "push", "install", "lifecycle", "settings", "delivery", "privacy"} <= areas


@pytest.mark.parametrize("fault", faults.names())
def test_no_fault_edits_a_finished_body_or_sends_one(fault: str) -> None:
    tree = ast.parse((Path(faults.__file__).parent / f"{fault}.py").read_text(encoding="utf-8"))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name.partition(".")[0] for name in imported} & FORBIDDEN


def test_the_expectations_file_is_what_its_writer_writes(tmp_path: Path) -> None:
    mutants = [
        Mutant(fault, frozenset(expected_of(EXPECTED, fault)), expected_of(EXPECTED, fault)) for fault in EXPECTED
    ]
    write_expected(mutants, tmp_path / "expected.toml")
    assert load_expected(tmp_path / "expected.toml") == EXPECTED
    assert FILE.exists()


def test_platforms_are_told_apart_by_the_parameters() -> None:
    assert {platform_of(test) for test in collected()} == {"android", "ios"}
