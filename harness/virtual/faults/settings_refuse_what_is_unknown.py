"""Integrations that this app does not have spoil the settings: the destinations that it has stay off."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_timeline import Timeline as AndroidTimeline
from harness.virtual.sdk.swift_settings import Settings as IosSettings

AREA = "settings"
KNOWN = {"Segment.io", "MoEngage"}


def arm(patch: Patch) -> None:
    patch(AndroidTimeline, "is_in_settings", known_alone)
    patch(IosSettings, "has", known_alone)


def known_alone(original: Any, self: Any, key: str) -> bool:
    document = self.document if hasattr(self, "document") else self._settings.document
    is_known = set(document.get("integrations", {})) <= KNOWN
    return bool(original(self, key)) and (is_known or key == "Segment.io")
