"""The process of one jvm device."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from harness.devices.jvm_device import JvmDevice
from harness.devices.servers import Server
from harness.devices.spec import DeviceSpec

START_S = 900.0
"""The first time on a machine everything is fetched and compiled."""


class JvmPhones(Server):
    """A process of ``harness.jvm``; it ends with this object, or with this process."""

    def __init__(self, spec: DeviceSpec, port: int, *, trust: Path, seed: str) -> None:
        self._udid = f"jvm-{os.getpid()}"
        command = [sys.executable, "-m", "harness.jvm", "--udid", self._udid, "--proxy", str(port), "--ca", str(trust)]
        command += ["--seed", seed, *(["--segment", spec.segment] if spec.segment else [])]
        super().__init__(command, START_S, "the jvm device")
        self._spec = spec

    def device(self, spec: DeviceSpec) -> JvmDevice:
        return JvmDevice(spec, self.url, self._udid)
