from __future__ import annotations

from pathlib import Path

import pytest

from harness.capture.process import CaptureProcess, free_ports, start_process
from harness.errors import InfrastructureError


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """Stands for an interpreter: says something and ends as it is told to."""
    return tmp_path / "python"


def start(python: Path, script: str) -> CaptureProcess:
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    python.chmod(0o755)
    return start_process(str(python), python.parent / "log", {})


@pytest.mark.parametrize(
    ("script", "words"),
    [("echo no luck >&2; exit 3", "exit code 3: no luck"), ("kill -9 $$", "signal 9"), ("exit 0", "exit code 0")],
)
def test_its_last_words_say_how_it_ended(python: Path, script: str, words: str) -> None:
    process = start(python, script)
    assert process.last_words(within_s=5) == words
    process.close_sockets()


def test_what_does_not_end_by_itself_is_killed(python: Path) -> None:
    process = start(python, "exec sleep 60")
    process.end(within_s=0.1)
    assert process.last_words() == "signal 9"
    process.close_sockets()


def test_what_cannot_be_run_is_said_and_leaves_nothing_open(python: Path) -> None:
    with pytest.raises(InfrastructureError, match=r"cannot be run: No such file.*\n.*HARNESS_PROXY_PYTHON"):
        start_process(str(python), python.parent / "log", {})


def test_free_ports_differ() -> None:
    assert len(set(free_ports(20))) == 20
