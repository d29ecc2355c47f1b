"""Holds the pure core to a floor of coverage, file by file: ``floors.py COVERAGE.json``."""

from __future__ import annotations

import json
import sys
from fnmatch import fnmatch
from pathlib import Path

FLOORS = {
    "harness/wire/*.py": 98,
    "harness/patterns/*.py": 98,
    "harness/expectations/*.py": 95,
    "harness/ledger.py": 95,
    "harness/tally.py": 95,
    "harness/redact.py": 95,
    "harness/options.py": 95,
    "harness/builds.py": 95,
    "harness/calls.py": 90,
    "harness/errors.py": 100,
    "harness/people.py": 95,
    "harness/capture/bodies.py": 90,
    "harness/capture/backend.py": 90,
    "harness/capture/conditions.py": 85,
    "harness/capture/hosts.py": 95,
}
"""Percent of lines, of every file that a pattern names."""


def main(report: Path) -> int:
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    below = [
        f"{name}: {percent:.1f} % of lines, the floor is {floor} %"
        for name, found in sorted(files.items())
        for pattern, floor in FLOORS.items()
        if fnmatch(name, pattern) and (percent := found["summary"]["percent_covered"]) < floor
    ]
    unseen = [pattern for pattern in FLOORS if not any(fnmatch(name, pattern) for name in files)]
    print("\n".join([*below, *(f"{pattern}: no such file was run" for pattern in unseen)]) or "coverage floors hold")
    return 1 if below or unseen else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
