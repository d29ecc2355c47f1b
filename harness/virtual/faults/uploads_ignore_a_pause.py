"""A pause that Segment asks for, and its settings allow, is not kept."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_retry import Retries as AndroidRetries
from harness.virtual.sdk.swift_retry import Retries as IosRetries

AREA = "delivery"


def arm(patch: Patch) -> None:
    for retries in (AndroidRetries, IosRetries):
        patch(retries, "is_paused", lambda original, self, now: False)
