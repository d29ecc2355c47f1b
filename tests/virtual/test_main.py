from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from harness.clock import Deadline, pause
from harness.virtual import faults
from harness.virtual.__main__ import main
from tests.virtual.tls_proxy import make_authority

FAULT = '"""Nothing is broken."""\nAREA = "log"\n\ndef arm(patch):\n    pass\n'


@pytest.fixture
def ca_file(tmp_path: Path) -> Path:
    return make_authority(tmp_path)[0]


@pytest.fixture
def command(ca_file: Path) -> list[str]:
    phones = ["--phone", "android:one:9", "--phone", "ios:two:9"]
    return [sys.executable, "-m", "harness.virtual", *phones, "--ca", str(ca_file), "--seed", "s"]


@pytest.fixture
def process(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield process
        process.kill()


def ready_line(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    assert process.stdout
    return dict(json.loads(process.stdout.readline()))


def is_running(pid: int) -> bool:
    """A process that has ended may still be somebody's child that nobody has asked about."""
    try:
        return f"{pid} (" in (stat := Path(f"/proc/{pid}/stat").read_text()) and ") Z " not in stat
    except OSError:
        return False


def test_it_says_where_it_serves_and_ends_with_its_input(process: subprocess.Popen[bytes]) -> None:
    said = ready_line(process)
    assert said["pid"] == process.pid
    with urllib.request.urlopen(f"{said['url']}/status", timeout=5) as answer:
        assert json.load(answer)["value"]["ready"] is True
    assert process.stdin
    process.stdin.close()
    assert process.wait(timeout=5) == 0


def test_it_ends_cleanly_when_told_to(process: subprocess.Popen[bytes]) -> None:
    ready_line(process)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=5) == 0


def test_it_ends_when_its_parent_is_killed(command: list[str]) -> None:
    code = (
        "import subprocess, sys\n"
        f"child = subprocess.Popen({command!r}, stdin=subprocess.PIPE, start_new_session=True)\n"
        "child.wait()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        pid = ready_line(parent)["pid"]
        assert is_running(pid)
        parent.kill()
        deadline = Deadline.after(0.3)
        while is_running(pid) and not deadline.is_over:
            pause(0.005)
        assert not is_running(pid)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What it says on standard error when it refuses its arguments."""
    assert main(arguments) == 78
    said = capsys.readouterr()
    assert said.out == ""
    assert "\nNext: " in said.err
    return said.err


@pytest.mark.parametrize(
    ("phone", "said"),
    [
        ("windows:one:9", "cannot be read"),
        ("android:one", "cannot be read"),
        ("android::9", "cannot be read"),
        ("android:one:http", "cannot be read"),
        ("android:one:70000", "cannot be read"),
    ],
)
def test_a_phone_that_cannot_be_read_is_refused(
    capsys: pytest.CaptureFixture[str], ca_file: Path, phone: str, said: str
) -> None:
    text = refused(capsys, "--phone", phone, "--ca", str(ca_file), "--seed", "s")
    assert said in text
    assert phone in text


def test_missing_and_unknown_arguments_are_refused(capsys: pytest.CaptureFixture[str], ca_file: Path) -> None:
    assert "--phone, --ca, --seed" in refused(capsys)
    known = ("--phone", "android:one:9", "--ca", str(ca_file), "--seed", "s")
    assert "--colour" in refused(capsys, *known, "--colour", "red")


def test_two_phones_of_one_name_are_refused(capsys: pytest.CaptureFixture[str], ca_file: Path) -> None:
    phones = ("--phone", "android:one:9", "--phone", "ios:one:9")
    assert "same udid" in refused(capsys, *phones, "--ca", str(ca_file), "--seed", "s")


def test_a_missing_authority_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "none.pem"
    assert str(file) in refused(capsys, "--phone", "android:one:9", "--ca", str(file), "--seed", "s")


def test_faults_that_cannot_be_had_are_refused(
    capsys: pytest.CaptureFixture[str], ca_file: Path, tmp_path: Path
) -> None:
    known = ("--phone", "android:one:9", "--ca", str(ca_file), "--seed", "s")
    assert "no fault is called 'nothing'" in refused(capsys, *known, "--fault", "nothing")
    broken = tmp_path / "broken.py"
    broken.write_text("import nothing_of_that_name")
    assert f"{broken} cannot be imported" in refused(capsys, *known, "--fault-file", str(broken))
    assert faults.armed() == ()


def test_a_fault_file_is_armed_and_told(command: list[str], tmp_path: Path) -> None:
    file = tmp_path / "nothing_breaks.py"
    file.write_text(FAULT)
    with subprocess.Popen([*command, "--fault-file", str(file)], stdin=-1, stdout=-1) as process:
        url = ready_line(process)["url"]
        wanted = {"platformName": "android", "appium:automationName": "VirtualDevice", "appium:udid": "one"}
        body = json.dumps({"capabilities": {"alwaysMatch": wanted, "firstMatch": [{}]}}).encode()
        request = urllib.request.Request(f"{url}/session", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            capabilities = json.load(answer)["value"]["capabilities"]
        assert capabilities["harness:faults"] == ["nothing_breaks"]
        assert capabilities["harness:engine"] == "virtual phone"
        os.kill(process.pid, signal.SIGTERM)
