"""The main job, shown: the first suites on both virtual phones, then what reached the vendors for each call."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rich.console import Console

from harness.errors import ConfigurationError
from harness.options import Options
from harness.reading import read
from harness.recording import file_name
from harness.report.show import print_recording

SUITES = Path("suites")
FIRST = ("identify", "track", "reset", "push_token", "install_update")
"""Of what a user sees at once; `make suites` runs all of them."""
SHOWN = "suites/test_reset.py::test_reset_separates_two_people_on_one_phone"


def run_demo(options: Options) -> int:
    if not SUITES.is_dir():
        raise ConfigurationError("there is no suites/ here", next_step="run the demo in a clone of the project")
    command = [
        sys.executable,
        "-m",
        "pytest",
        *(f"{SUITES}/test_{name}.py" for name in FIRST),
        "-q",
        "--seed",
        options.seed,
    ]
    command += [part for device in options.devices for part in ("--device", device)]
    outcome = subprocess.run(command, check=False).returncode
    console = Console()
    for device in options.devices:
        recording = options.recordings / file_name(f"{SHOWN}[{device}]")
        if recording.exists():
            console.print()
            print_recording(read(recording), console)
    console.print(f"\nEvery call of every test: {(options.report / 'index.html').resolve().as_uri()}", soft_wrap=True)
    return outcome
