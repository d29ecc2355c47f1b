"""What ``--device`` may say: ``KIND:REST``, parsed once.

virtual:android     the embedded virtual Android phone
virtual:ios         the embedded virtual iPhone
"""

from __future__ import annotations

from dataclasses import dataclass

from harness.errors import ConfigurationError

PLATFORMS = ("android", "ios")
KNOWN = tuple(f"virtual:{platform}" for platform in PLATFORMS)


@dataclass(frozen=True, repr=False)
class DeviceSpec:
    """``text`` is how it was written, and stands in test ids and reports."""

    kind: str
    platform: str

    @property
    def text(self) -> str:
        return f"{self.kind}:{self.platform}"

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__


def parse_device(text: str) -> DeviceSpec:
    kind, _, platform = text.partition(":")
    if text not in KNOWN:
        raise ConfigurationError(f"unknown device {text!r}", next_step=f"choose one of {', '.join(KNOWN)}")
    return DeviceSpec(kind, platform)
