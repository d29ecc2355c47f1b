"""A worker's rigs: opened when asked for, anew after a death, and nothing is left of them."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from harness import expect, tracked
from harness.builds import load_builds
from harness.devices.spec import parse_device
from harness.errors import CaptureError, InfrastructureError
from harness.keeper import RigKeeper
from harness.rig import Setup, Sheet


def keeper(folder: Path) -> RigKeeper:
    return RigKeeper(Setup([parse_device("virtual:android")], "keeper", folder))


def a_sheet(name: str) -> Sheet:
    return Sheet(name, load_builds()["virtual-android-current"])


def test_rigs_are_opened_anew_after_capture_has_died(tmp_path: Path) -> None:
    spec = parse_device("virtual:android")
    with keeper(tmp_path) as kept:
        rig = kept.rig(spec)
        os.kill(rig.proxy.pid, signal.SIGKILL)
        with pytest.raises(CaptureError), rig.installation(a_sheet("dead")):
            pass
        with kept.rig(spec).installation(a_sheet("anew")) as installation:
            installation.app.track("Anew", n=1)
            expect(installation.segment).to_receive(tracked("Anew"))


def test_nothing_runs_after_the_rigs_are_closed(tmp_path: Path) -> None:
    with keeper(tmp_path) as kept:
        kept.rig(parse_device("virtual:android"))
        pids = kept.pids()
    assert sorted(pids) == ["phones", "proxy"]
    assert not [pid for pid in pids.values() if Path(f"/proc/{pid}").exists()]


def test_a_folder_that_cannot_hold_recordings_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with keeper(tmp_path / "taken") as kept:
        rig = kept.rig(parse_device("virtual:android"))
        with pytest.raises(InfrastructureError, match="--recordings DIR"), rig.installation(a_sheet("unwritable")):
            pass
