"""Java and Maven of this machine, and the folder in which what they make is kept."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from harness.errors import MissingPartError

OLDEST_JAVA = 17
RESOLVE_S, ASK_S = 600.0, 20.0


@cache
def java() -> str:
    """The program; of $JAVA_HOME if that is set."""
    program = _find("java", "install a JDK of Java 17 or newer, or set JAVA_HOME")
    said = run([program, "-version"], ASK_S, "java")
    found = re.search(r'version "(\d+)', said)
    if not found or int(found[1]) < OLDEST_JAVA:
        raise MissingPartError(
            f"{program} is no Java {OLDEST_JAVA} or newer: {said.strip().splitlines()[0]}",
            next_step="install a JDK of Java 17 or newer, or set JAVA_HOME",
        )
    return program


@cache
def maven() -> str:
    return _find("mvn", "install Maven: it brings the released SDK and Robolectric")


def _find(name: str, next_step: str) -> str:
    home = os.environ.get("JAVA_HOME", "") if name == "java" else ""
    program = shutil.which(name, path=f"{home}/bin" if home else None)
    if program is None:
        where = f" in {home}/bin" if home else ""
        raise MissingPartError(f"there is no {name}{where} on this machine", next_step=next_step)
    return program


def run(command: Sequence[str], within_s: float, what: str) -> str:
    """What it said, both ways out; MissingPartError where it failed."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=within_s, check=False)
    except subprocess.TimeoutExpired as problem:
        raise MissingPartError(f"{what} did not end within {within_s:g} s", next_step="try again") from problem
    said = done.stdout + done.stderr
    if done.returncode != 0:
        raise MissingPartError(f"{what} failed:\n{said.strip()[-1500:]}", next_step="see what it says")
    return said


def cache_folder() -> Path:
    """$HARNESS_CACHE, or harness/ in the user's cache."""
    if named := os.environ.get("HARNESS_CACHE"):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "harness"
