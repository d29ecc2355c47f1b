"""What ``--device`` may say: ``KIND`` or ``KIND:REST``, parsed once.

virtual:android     the embedded virtual Android phone
virtual:ios         the embedded virtual iPhone
jvm                 the released Android SDK in a JVM, each build with the analytics-kotlin that it names
jvm:segment=1.19.2  the same, with this release of analytics-kotlin whatever a build names
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from harness.builds import Build
from harness.errors import ConfigurationError

PLATFORMS = ("android", "ios")
VIRTUAL = tuple(f"virtual:{platform}" for platform in PLATFORMS)
KNOWN = (*VIRTUAL, "jvm")
FORMS = (*KNOWN, "jvm:segment=RELEASE")
PINNED = re.compile(r"jvm:segment=(\d+(?:\.\d+)+)")


@dataclass(frozen=True, repr=False)
class DeviceSpec:
    """``text`` is how it was written, and stands in test ids and reports."""

    kind: str
    platform: str
    segment: str = ""
    """The release of analytics-kotlin that runs whatever a build names."""

    @property
    def text(self) -> str:
        if self.kind == "virtual":
            return f"{self.kind}:{self.platform}"
        return f"{self.kind}:segment={self.segment}" if self.segment else self.kind

    def fitted(self, build: Build) -> Build:
        """The build as this device runs it."""
        name = build.analytics.rsplit(" ", 1)[0]
        return replace(build, analytics=f"{name} {self.segment}") if self.segment else build

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__


def parse_device(text: str) -> DeviceSpec:
    if text in VIRTUAL:
        return DeviceSpec("virtual", text.partition(":")[2])
    if pinned := PINNED.fullmatch(text):
        return DeviceSpec("jvm", "android", pinned[1])
    if text == "jvm":
        return DeviceSpec("jvm", "android")
    raise ConfigurationError(f"unknown device {text!r}", next_step=f"choose one of {', '.join(FORMS)}")
