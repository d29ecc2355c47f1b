from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from harness.cli import main
from harness.devices.spec import VIRTUAL
from harness.reading import read


@pytest.mark.parametrize("device", VIRTUAL)
def test_watching_prints_calls_as_they_come_and_leaves_a_recording(device: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["watch", "--device", device, "--recordings", str(tmp_path), "--for", "0.5"])
    assert done.exit_code == 0, done.output
    assert "segment   settings fetched: MoEngage on (WORKSPACE)" in done.output
    assert "sdkconfig fetched: " in done.output
    assert "drive it with any Appium client at http://127.0.0.1:" in done.output
    (recording,) = tmp_path.iterdir()
    assert f"recording: {recording}" in done.output
    assert len(read(recording).entries) > 3
