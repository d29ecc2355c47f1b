"""The version is told as the build, and the build as the version."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_lifecycle import LifecyclePlugin
from harness.virtual.sdk.swift_lifecycle import LifecycleEvents

AREA = "install"


def arm(patch: Patch) -> None:
    patch(LifecyclePlugin, "_version", swap)
    patch(LifecycleEvents, "_version", swap)


def swap(original: Any, self: Any) -> dict[str, Any]:
    said = original(self)
    return {**said, "version": said["build"], "build": said["version"]}
