from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.timeout(180)
def test_the_demo_shows_what_reached_whom_and_a_page(tmp_path: Path) -> None:
    """In a folder of its own, with a copy of the project's suites."""
    shutil.copytree(ROOT / "suites", tmp_path / "suites")
    (tmp_path / "conftest.py").write_text('pytest_plugins = ("harness.plugin",)\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "harness.cli", "demo"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    said = " ".join(done.stdout.split())
    assert "passed on virtual phones" in said
    for device in ("virtual:android", "virtual:ios"):
        assert f"test_reset_separates_two_people_on_one_phone[{device}] on {device}" in said
    assert "the app was told" in said
    assert (tmp_path / "report" / "index.html").as_uri() in done.stdout
