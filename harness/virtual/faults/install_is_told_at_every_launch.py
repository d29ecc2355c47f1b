"""Application Installed comes with each launch."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_lifecycle import LifecyclePlugin as AndroidLifecycle
from harness.virtual.sdk.swift_lifecycle import LifecycleEvents as IosLifecycle

AREA = "install"


def arm(patch: Patch) -> None:
    patch(AndroidLifecycle, "track_install_or_update", install_again)
    patch(IosLifecycle, "track_install_or_update", install_again)


def install_again(original: Any, self: Any) -> None:
    self._track("Application Installed", self._version())
