"""Two recordings, or capture files, compared without a phone."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from harness import compare
from harness.compare.explained import Explained, explain, load_explanations
from harness.errors import ConfigurationError, InfrastructureError
from harness.reading import Recording, read
from harness.report.comparison import described, lines

FOUND = 1
"""Exit code where a difference is left that nobody explained."""
UNREADABLE = 2
"""Exit code where there is nothing to compare, as diff has it."""


def compare_files(left: Path, right: Path, out: Path | None, explained: Path | None) -> int:
    """Prints findings; writes ``{"left", "right", "findings": [...], "unexplained": n, "stale": [...]}``."""
    try:
        sides = (read(left), read(right))
        explanations = [] if explained is None else load_explanations(explained)
    except ConfigurationError as problem:
        print(f"{problem.failure_class}: {problem}", file=sys.stderr)
        return UNREADABLE
    found = explain(compare.compare(*sides), explanations)
    if out is not None:
        _write(out, plain(*sides, found))
    console = Console()
    console.print(f"comparing {left} | {right}", markup=False, highlight=False, soft_wrap=True)
    for line in lines(*sides, found, len(compare.names())):
        console.print(escape(line), highlight=False, soft_wrap=True)
    return FOUND if found.unexplained else 0


def plain(left: Recording, right: Recording, found: Explained) -> dict[str, object]:
    return {
        "left": described(left),
        "right": described(right),
        "findings": [finding.plain() for finding in found.findings],
        "unexplained": len(found.unexplained),
        "stale": [str(one) for one in found.stale],
        "problems": [*left.problems, *right.problems],
    }


def _write(out: Path, said: dict[str, object]) -> None:
    text = json.dumps(said, indent=1, ensure_ascii=False) + "\n"
    try:
        out.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as problem:
        raise InfrastructureError(
            f"{out} cannot be written: {problem.strerror or problem}", next_step="name a file in a writable folder"
        ) from problem
