"""The embedded virtual phones: one process for all that a worker uses."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from harness.clock import Deadline
from harness.devices.spec import DeviceSpec
from harness.devices.virtual_device import VirtualDevice
from harness.errors import ConfigurationError, DeviceError

START_S = 20.0
END_S = 5.0


class VirtualPhones:
    """A process of ``harness.virtual`` with one phone per spec; it ends with this object, or with this process."""

    def __init__(
        self,
        ports: Mapping[DeviceSpec, int],
        *,
        trust: Path,
        seed: str,
        fault_files: Sequence[Path] = (),
        faults: Sequence[str] = (),
    ) -> None:
        self._udids = {spec: f"virtual-{spec.platform}-{os.getpid()}" for spec in ports}
        phones = [f"{spec.platform}:{self._udids[spec]}:{port}" for spec, port in ports.items()]
        command = [sys.executable, "-m", "harness.virtual", "--ca", str(trust), "--seed", seed]
        command += [part for phone in phones for part in ("--phone", phone)]
        command += [part for name in faults for part in ("--fault", name)]
        command += [part for file in fault_files for part in ("--fault-file", str(file))]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )
        self.url = self._await_ready()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def device(self, spec: DeviceSpec) -> VirtualDevice:
        return VirtualDevice(spec, self.url, self._udids[spec])

    def close(self) -> None:
        """Its standard input's end tells the process to end; it is killed only if it does not."""
        try:
            self._process.communicate(timeout=END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()

    def _await_ready(self) -> str:
        assert self._process.stdout is not None
        line = read_line(self._process.stdout, START_S)
        try:
            return str(json.loads(line)["url"])
        except (ValueError, KeyError):
            raise self._not_started() from None

    def _not_started(self) -> Exception:
        self._process.kill()
        _, said = self._process.communicate()
        text = said.decode("utf-8", "replace").strip()
        if self._process.returncode == ConfigurationError.exit_code:
            return ConfigurationError(text or "the virtual phone refused its arguments")
        return DeviceError(
            f"the virtual phone did not start: {text[-800:] or 'it said nothing'}", next_step="run `harness doctor`"
        )


def read_line(stream: IO[bytes], within_s: float) -> bytes:
    """One line of a pipe, or what came of it in time."""
    deadline, line = Deadline.after(within_s), b""
    while not line.endswith(b"\n") and not deadline.is_over:
        if select.select([stream], [], [], deadline.left_s)[0]:
            byte = os.read(stream.fileno(), 1)
            if not byte:
                break
            line += byte
    return line
