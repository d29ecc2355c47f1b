"""The destination's page against the suites: what holds each promise, and what proves that it would notice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from harness.devices.faults import listed
from harness.errors import ConfigurationError, InfrastructureError
from harness.gaps import functions_of
from harness.mutate import Mutant, platform_of, run_all
from harness.promises import PAGE, Promise, load_promises, misquoted

UNPROVEN = 1
"""Exit code where a kill reddens none of its row's tests."""

Run = Callable[[Mapping[str, Sequence[str]]], list[Mutant]]


@dataclass(frozen=True)
class Coverage:
    """``tried``: what came of each kill, None where they were not run: then each is believed."""

    rows: tuple[Promise, ...]
    tried: Mapping[str, Mutant] | None = None

    def failed_kills(self, row: Promise) -> list[str]:
        """Its kills that redden none of its tests on its platforms."""
        if self.tried is None:
            return []
        return [kill for kill in row.kills if not reddens(self.tried[kill], row)]

    def unproven(self) -> Iterator[tuple[Promise, str]]:
        for row in self.rows:
            yield from ((row, kill) for kill in self.failed_kills(row))

    @property
    def held(self) -> int:
        return sum(row.is_held for row in self.rows)

    @property
    def killed(self) -> int:
        return sum(bool(row.kills) and not self.failed_kills(row) for row in self.rows)

    @property
    def excused(self) -> int:
        return sum(bool(row.reason) for row in self.rows)

    @property
    def share(self) -> float:
        """Of the page's rows: held by tests whose kills redden them."""
        return self.killed / len(self.rows) if self.rows else 0.0

    def plain(self) -> dict[str, Any]:
        counts = {"held": self.held, "killed": self.killed, "excused": self.excused, "share": round(self.share, 4)}
        return {"rows": [row.plain() for row in self.rows], **counts}

    def __str__(self) -> str:
        how = "kills believed, not run" if self.tried is None else "kills run"
        return (
            f"{len(self.rows)} rows: {self.held} held, {self.killed} by tests whose kills redden them "
            f"({self.share:.0%}), {self.excused} excused; {how}"
        )


def reddens(mutant: Mutant, row: Promise) -> bool:
    return any(test.partition("[")[0] in row.functions and platform_of(test) in row.platforms for test in mutant.red)


def print_coverage(suites: Path, file: Path | None, is_checked: bool) -> int:
    """Prints the table, writes it as JSON; with ``is_checked`` runs every kill, and is 1 where one reddens nothing."""
    console = Console()
    rows = read_rows(suites)
    coverage = Coverage(rows, try_kills(rows, suites) if is_checked else None)
    console.print(table_of(coverage))
    for row, kill in coverage.unproven():
        console.print(f"{escape(row.name)}: {kill} reddens none of its tests", highlight=False, soft_wrap=True)
    console.print(str(coverage), highlight=False, soft_wrap=True)
    if file is not None:
        write_json(file, coverage)
    return UNPROVEN if any(coverage.unproven()) else 0


def read_rows(suites: Path) -> tuple[Promise, ...]:
    """ConfigurationError where a row quotes what the page does not say, or names what is not there."""
    promises = load_promises(suites)
    mistakes = [*_misquotes(suites), *_absent(promises.rows, suites)]
    if mistakes:
        raise ConfigurationError("\n".join(mistakes), next_step="mend these rows of promises.toml")
    return promises.rows


def _misquotes(suites: Path) -> list[str]:
    page = suites / PAGE
    try:
        return misquoted(load_promises(suites), page.read_text(encoding="utf-8"))
    except OSError as problem:
        raise ConfigurationError(
            f"{page} cannot be read: {problem}", next_step="put the page's text there"
        ) from problem


def _absent(rows: Sequence[Promise], suites: Path) -> Iterator[str]:
    faults = {fault.name for fault in listed()}
    for row in rows:
        for test in row.tests:
            named, _, function = test.rpartition("::")
            if function not in functions_of(suites / named):
                yield f"{row.name}: there is no test {test}"
        yield from (f"{row.name}: there is no fault {kill}" for kill in row.kills if kill not in faults)


def try_kills(rows: Sequence[Promise], suites: Path, run: Run = run_all) -> dict[str, Mutant]:
    """Each fault against the tests of all rows that name it, in one run."""
    tests: dict[str, dict[str, None]] = {}
    for row in rows:
        for kill in row.kills:
            tests.setdefault(kill, {}).update(dict.fromkeys(f"{suites}/{test}" for test in row.tests))
    return {mutant.fault: mutant for mutant in run({fault: list(named) for fault, named in tests.items()})}


def table_of(coverage: Coverage) -> Table:
    table = Table("promise", "platforms", "tests", "kills, or why none")
    for row in coverage.rows:
        tests = "\n".join(test.rpartition("::")[2] for test in row.tests)
        table.add_row(row.name, ", ".join(row.platforms), tests, _proof_of(coverage, row), end_section=True)
    return table


def _proof_of(coverage: Coverage, row: Promise) -> str:
    if row.reason:
        return f"({row.reason}) {row.why}"
    failed = coverage.failed_kills(row)
    said = (f"{kill} (reddens nothing)" if kill in failed else kill for kill in row.kills)
    return "\n".join(said) or "(no fault can redden a known gap)"


def write_json(file: Path, coverage: Coverage) -> None:
    try:
        file.write_text(json.dumps(coverage.plain(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as problem:
        raise InfrastructureError(
            f"{file} cannot be written: {problem.strerror or problem}", next_step="name a file in a writable folder"
        ) from problem
