"""Faults against suites: what there is to try, and which tests each of them reddens."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from harness.devices.faults import listed
from harness.devices.spec import PLATFORMS
from harness.errors import ConfigurationError
from harness.plans import Plan, fault_of, without_fault

SEED = "faults"
PATIENCE_S = 1.0
"""A call that does not come is waited for in vain by each red test; those that come take a tenth of that."""
GREEDY = 1 / 3
"""A fault that reddens a larger share of the tests says little about any of them."""
MOST_FAULTS = 10
"""Of one process: what it has seen stays in its memory until its end."""
IDLE = ("cacheprovider", "xdist", "allure_pytest", "hypothesispytest", "anyio")
"""Plugins that a run of one process does without: a third of its start."""
RAN = (0, 1)
"""pytest's exit codes of a run that took place."""


@dataclass(frozen=True)
class Mutant:
    """What came of the suites under one fault: first lines of messages by red test, ``test_x[virtual:ios-param]``.

    Tests are red by what they ask; what the rules say of the same traffic stands in ``rules``, by test.
    """

    fault: str
    ran: frozenset[str]
    red: Mapping[str, str]
    rules: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def share(self) -> float:
        return len(self.red) / len(self.ran) if self.ran else 0.0

    def red_on(self, platform: str) -> list[str]:
        return [test for test in self.red if platform_of(test) == platform]


@dataclass(frozen=True)
class Matrix:
    mutants: Sequence[Mutant]

    def unseen(self) -> list[str]:
        """Tests that no fault reddens: they cannot be trusted to fail."""
        ran = {test for mutant in self.mutants for test in mutant.ran}
        return sorted(ran - {test for mutant in self.mutants for test in mutant.red})

    def silent(self) -> list[str]:
        """Faults that no test sees."""
        return [mutant.fault for mutant in self.mutants if not mutant.red]

    def greedy(self) -> list[str]:
        return [mutant.fault for mutant in self.mutants if mutant.share > GREEDY]

    def plain(self) -> dict[str, object]:
        """``{"faults": {name: {"ran": n, "red": {test: message}}}, "unseen": [...], "silent": [...], ...}``."""
        faults = {one.fault: {"ran": len(one.ran), "red": dict(sorted(one.red.items()))} for one in self.mutants}
        return {"faults": faults, "unseen": self.unseen(), "silent": self.silent(), "greedy": self.greedy()}


def list_faults() -> int:
    table = Table("fault", "area", "what is broken")
    for fault in listed():
        table.add_row(fault.name, fault.area, fault.what.splitlines()[0])
    Console().print(table)
    return 0


def print_matrix(suites: Path, names: Sequence[str], file: Path | None) -> int:
    """Runs ``suites`` under each fault; 0 where every test is reddened by some fault, and none reddens too many."""
    console = Console()
    chosen = [fault.name for fault in listed() if not names or fault.name in names]
    if unknown := set(names) - set(chosen):
        raise ConfigurationError(
            f"no fault is called {', '.join(sorted(unknown))}", next_step="`harness mutate --list` names them all"
        )
    matrix = Matrix(run_all({fault: [str(suites)] for fault in chosen}))
    console.print(table_of(matrix))
    complaints = list(complaints_of(matrix, is_whole=not names))
    for complaint in complaints:
        console.print(complaint, highlight=False)
    if file is not None:
        file.write_text(json.dumps(matrix.plain(), indent=1), encoding="utf-8")
    return 1 if complaints else 0


def complaints_of(matrix: Matrix, is_whole: bool) -> Iterator[str]:
    """``is_whole``: every fault was run, so that a test which none of them reddened has no fault at all."""
    yield from (f"{test}: reddened by no fault" for test in matrix.unseen() if is_whole)
    yield from (f"{fault}: seen by no test" for fault in matrix.silent())
    yield from (f"{fault}: reddens more than a third of the tests" for fault in matrix.greedy())


def table_of(matrix: Matrix) -> Table:
    table = Table("fault", *(f"red on {platform}" for platform in PLATFORMS), "of", "share", "rules that speak")
    for mutant in sorted(matrix.mutants, key=lambda one: -one.share):
        reds = (str(len(mutant.red_on(platform))) for platform in PLATFORMS)
        spoken = ", ".join(sorted({rule for found in mutant.rules.values() for rule in found}))
        table.add_row(mutant.fault, *reds, str(len(mutant.ran)), f"{mutant.share:.0%}", spoken)
    return table


def run_all(
    plan: Mapping[str, Sequence[str]], *, seed: str = SEED, patience_s: float = PATIENCE_S, at_once: int | None = None
) -> list[Mutant]:
    """Runs tests (paths or node ids) by fault; ConfigurationError where a run did not take place.

    A process takes several faults one after another, on one proxy; as many at once as there are processors.
    """
    processes = at_once or os.cpu_count() or 1
    with ThreadPoolExecutor(processes) as pool:
        ran = pool.map(lambda part: _run_part(part, seed, patience_s), _parts(plan, processes))
        return sorted((mutant for part in ran for mutant in part), key=lambda mutant: mutant.fault)


def run_fault(fault: str, tests: Sequence[str]) -> Mutant:
    return run_all({fault: tests})[0]


def _parts(plan: Mapping[str, Sequence[str]], processes: int) -> list[dict[str, Sequence[str]]]:
    """One for each process, or more where they would be large; neighbours by name are much alike, so they are dealt."""
    faults = sorted(plan)
    count = max(min(processes, len(faults)), math.ceil(len(faults) / MOST_FAULTS))
    return [{fault: plan[fault] for fault in faults[start::count]} for start in range(count)]


def _run_part(part: Mapping[str, Sequence[str]], seed: str, patience_s: float) -> list[Mutant]:
    with TemporaryDirectory(prefix="mutate-") as folder:
        plan, junit = Path(folder) / "plan.json", Path(folder) / "junit.xml"
        Plan(part).write(plan)
        paths = sorted({test.partition("::")[0] for tests in part.values() for test in tests})
        idle = (text for name in IDLE for text in ("-p", f"no:{name}"))
        command = [sys.executable, "-m", "pytest", *paths, "-q", *idle, "--fault-plan", str(plan), "--rules", "report"]
        command += ["--seed", seed, "--patience", str(patience_s), "--junitxml", str(junit)]
        command += ["--recordings", f"{folder}/recordings", "--report", f"{folder}/report"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if not junit.exists() or done.returncode not in (*RAN, *range(70, 80)):
            said = (done.stdout + done.stderr).strip()[-1500:]
            raise ConfigurationError(
                f"the suites did not run under {', '.join(part)}:\n{said}", next_step="run them without a fault"
            )
        return read_junit(part, junit)


def read_junit(faults: Iterable[str], file: Path) -> list[Mutant]:
    """One mutant a fault, of the cases whose names begin with it: ``test_x[fault-virtual:ios]``.

    A skipped test did not run, and one in a known gap (xfailed, skipped too in this file) cannot be reddened.
    """
    ran: dict[str, set[str]] = {fault: set() for fault in faults}
    red: dict[str, dict[str, str]] = {fault: {} for fault in ran}
    rules: dict[str, dict[str, frozenset[str]]] = {fault: {} for fault in ran}
    for case in ET.parse(file).getroot().iter("testcase"):
        fault = fault_of(case.attrib["name"])
        if fault not in ran or case.find("skipped") is not None:
            continue
        test = without_fault(case.attrib["name"], fault)
        ran[fault].add(test)
        for trouble in (*case.findall("failure"), *case.findall("error")):
            red[fault].setdefault(test, first_line(trouble))
        if broken := [one.attrib["value"] for one in case.iter("property") if one.attrib.get("name") == "rule"]:
            rules[fault][test] = frozenset(broken)
    return [Mutant(fault, frozenset(ran[fault]), red[fault], rules[fault]) for fault in ran]


def first_line(trouble: ET.Element) -> str:
    lines = (trouble.attrib.get("message") or trouble.text or "").strip().splitlines()
    return lines[0].removeprefix("AssertionError: ") if lines else ""


def platform_of(test: str) -> str:
    """Of ``test_x[virtual:ios-param]``: ``ios``."""
    parameters = test.partition("[")[2]
    return next((platform for platform in PLATFORMS if f":{platform}" in parameters), "")
