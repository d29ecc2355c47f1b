"""An update is seen by the version's text, not by the build."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_lifecycle import LifecyclePlugin as AndroidLifecycle
from harness.virtual.sdk.swift_lifecycle import LifecycleEvents as IosLifecycle

AREA = "install"


def arm(patch: Patch) -> None:
    for lifecycle in (AndroidLifecycle, IosLifecycle):
        patch(lifecycle, "track_install_or_update", compare_versions)


def compare_versions(original: Any, self: Any) -> None:
    preferences = getattr(self, "_preferences", None) or self._defaults
    known = preferences.get("segment.app.version") or preferences.get("SEGVersionKey")
    if known is None:
        self._track("Application Installed", self._version())
    elif known != self._app.version:
        self._track("Application Updated", {**self._version(), "previous_version": known})
