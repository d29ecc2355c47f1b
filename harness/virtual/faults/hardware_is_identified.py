"""The device is called by an identifier of its hardware, which outlives the app; and an advertising id is told."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_context import Context as KotlinContext
from harness.virtual.sdk.swift_context import Context as SwiftContext

AREA = "privacy"
OWN = {"android": "9774d56d682e549c", "ios": "6D92078A-8246-4BA4-AE5B-76104861E7DC"}


def arm(patch: Patch) -> None:
    patch(KotlinContext, "describe", describe_the_hardware)
    patch(SwiftContext, "describe", describe_the_hardware)


def describe_the_hardware(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    device = event["context"]["device"]
    device |= {"id": OWN[device["type"]], "advertisingId": "38400000-8cf0-11bd-b23e-10b96e40000d"}
