"""What `make -C apps/android check` says where it cannot start; that it succeeds is shown by ci/test-stack."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.apps.kotlin_source import ANDROID

ROOT = ANDROID.parents[1]


def run_check(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    said = {**os.environ, "PYTHONPATH": str(ROOT), "HARNESS_CACHE": str(tmp_path / "cache"), **environment}
    command = [sys.executable, str(ANDROID / "check" / "check.py")]
    return subprocess.run(command, env=said, cwd=tmp_path, capture_output=True, text=True, check=False)


def test_without_maven_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run_check(tmp_path, PATH=str(tmp_path / "empty"))
    assert done.returncode == 69
    assert "there is no mvn on this machine" in done.stderr
    assert "install Maven" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_maven_cannot_serve_is_said(tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "mvn").write_text("#!/bin/sh\necho 'Could not find artifact'\nexit 1\n")
    (tools / "mvn").chmod(0o755)
    done = run_check(tmp_path, PATH=f"{tools}:/usr/bin:/bin")
    assert done.returncode == 69
    assert "Could not find artifact" in done.stderr
