"""The embedded virtual phones: one process for all that a worker uses."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from harness.devices.servers import Server
from harness.devices.spec import DeviceSpec
from harness.devices.virtual_device import VirtualDevice

START_S = 20.0


class VirtualPhones(Server):
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
        super().__init__(command, START_S, "the virtual phone")

    def device(self, spec: DeviceSpec) -> VirtualDevice:
        return VirtualDevice(spec, self.url, self._udids[spec])
