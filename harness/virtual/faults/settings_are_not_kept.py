"""Settings live in memory only: a launch whose fetch fails knows of no MoEngage."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_settings import Settings as AndroidSettings
from harness.virtual.sdk.swift_settings import Settings as IosSettings

AREA = "settings"


def arm(patch: Patch) -> None:
    for settings in (AndroidSettings, IosSettings):
        patch(settings, "persist", lambda original, self: None)
