"""``python -m harness.jvm.prepare RELEASE[+SERIALIZATION] ...``: fetches and compiles what these releases need."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from harness.errors import HarnessError
from harness.jvm import artifacts
from harness.jvm.artifacts import SERIALIZATION, Release
from harness.jvm.compile import classes


def main(texts: Sequence[str]) -> int:
    try:
        artifacts.framework()
        for text in texts:
            classes(parse_release(text))
    except HarnessError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    return 0


def parse_release(text: str) -> Release:
    """``1.27.0``, or ``1.27.0+1.6.3`` with another kotlinx-serialization-json than its own."""
    segment, _, serialization = text.partition("+")
    return Release(segment, serialization or SERIALIZATION)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
