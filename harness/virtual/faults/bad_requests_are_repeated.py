"""A batch that Segment refuses for good is sent again and again."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_retry import Retries as AndroidRetries
from harness.virtual.sdk.swift_retry import Retries as IosRetries

AREA = "delivery"


def arm(patch: Patch) -> None:
    for retries in (AndroidRetries, IosRetries):
        patch(retries, "deletes", lambda original, self, status: status < 300)
