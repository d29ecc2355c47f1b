"""The released SDK as a device: the contract of every kind, and what a process of its own means."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.clock import Deadline, pause
from harness.devices.device import Device
from harness.devices.spec import parse_device
from harness.errors import HarnessError
from harness.rig import Rigs
from tests.devices.contract import BUILDS, DeviceContract, command

MOST_MEMORY_MB = 350
QUEUE = "app_segment-disk-queue"


@pytest.fixture
def device(jvm_rigs: Rigs) -> Device:
    found: Device = jvm_rigs.of(parse_device("jvm")).device
    found.install(BUILDS["virtual-android-current"])
    found.clear()
    return found


class TestTheJvm(DeviceContract):
    def test_the_engine_says_what_it_is(self, device: Device) -> None:
        assert device.engine.kind == "jvm"
        assert "no device" in device.engine.label
        assert "MoEngage: stand-in" in device.engine.label
        assert device.engine.models == ("analytics-kotlin 1.27.0",)
        assert device.engine.stand_ins == ("moengage",)

    def test_each_build_runs_its_own_release(self, device: Device) -> None:
        for build in ("previous", "2025", "2024"):
            device.install(BUILDS[f"virtual-android-{build}"])
            assert device.launch({}).text == "ready"

    def test_what_the_sdk_stores_is_read(self, device: Device) -> None:
        device.launch({"writeKey": "KEY"})
        device.run(command("identify", user_id="ada"))
        assert holds(lambda: "ada" in json.dumps(device.stored()["preferences"]["analytics-android-KEY"]))

    def test_what_is_stored_beforehand_is_what_the_sdk_finds(self, device: Device) -> None:
        device.write_stored({"preferences": {"analytics-android-KEY": {"segment.anonymousId": "seeded-by-a-test"}}})
        assert "seeded-by-a-test" in device.launch({"writeKey": "KEY"}).ids

    def test_a_process_that_is_killed_from_outside_is_noticed(self, device: Device) -> None:
        device.launch({})
        os.kill(host_pid(), signal.SIGKILL)
        with pytest.raises(HarnessError):
            device.run(command("track", name="To nobody"))
        assert device.launch({}).text == "ready"

    def test_it_needs_no_more_memory_than_promised(self, device: Device) -> None:
        device.launch({})
        status = Path(f"/proc/{host_pid()}/status").read_text(encoding="utf-8")
        resident_mb = int(status.partition("VmRSS:")[2].split()[0]) / 1024
        assert resident_mb <= MOST_MEMORY_MB

    def test_no_process_is_left_when_it_ends(self, device: Device) -> None:
        device.launch({})
        pid = host_pid()
        device.terminate()
        assert not Path(f"/proc/{pid}").exists()


def host_pid() -> int:
    """Of the one JVM that runs the host now."""
    found = [
        int(file.parent.name)
        for file in Path("/proc").glob("[0-9]*/cmdline")
        if b"com.example.harness.host.Main" in read(file)
    ]
    ours = [pid for pid in found if is_below(pid, os.getpid())]
    assert len(ours) == 1, ours
    return ours[0]


def read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def is_below(pid: int, ancestor: int) -> bool:
    while pid > 1 and pid != ancestor:
        pid = int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    return pid == ancestor


def holds(is_so: Callable[[], bool]) -> bool:
    deadline = Deadline.after(5)
    while not is_so():
        if deadline.is_over:
            return False
        pause(0.02)
    return True
