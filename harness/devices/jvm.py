"""The process of one jvm device."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from harness.builds import Build
from harness.devices.jvm_device import JvmDevice
from harness.devices.servers import Server
from harness.devices.spec import DeviceSpec
from harness.errors import MissingPartError

START_S = 900.0
"""The first time on a machine everything is fetched and compiled."""


def prepare(specs: Iterable[DeviceSpec], builds: Iterable[Build]) -> None:
    """What the builds need is fetched and compiled, once on a machine; where a part is missing, tests say so later."""
    android = [build for build in builds if build.platform == "android"]
    fitted = [spec.fitted(build) for spec in specs if spec.kind == "jvm" for build in android]
    if releases := sorted({f"{build.analytics_version}+{build.serialization}" for build in fitted}):
        subprocess.run([sys.executable, "-m", "harness.jvm.prepare", *releases], check=False, capture_output=True)


def missing_part() -> str:
    """What this machine lacks for it, as a sentence."""
    from harness.jvm import tools

    try:
        tools.java()
        tools.maven()
    except MissingPartError as lack:
        return lack.message
    return ""


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
