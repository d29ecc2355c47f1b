"""A 429 or 5xx answer deletes the batch: what was tracked during an outage is lost."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_retry import Retries as AndroidRetries
from harness.virtual.sdk.swift_retry import Retries as IosRetries

AREA = "delivery"


def arm(patch: Patch) -> None:
    for retries in (AndroidRetries, IosRetries):
        patch(retries, "deletes", lambda original, self, status: original(self, status) or status >= 429)
