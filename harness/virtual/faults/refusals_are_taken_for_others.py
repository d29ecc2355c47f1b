"""401, 404 and 413 lose a batch where they should keep it, and keep it where they should lose it."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_retry import Retries as AndroidRetries
from harness.virtual.sdk.swift_retry import Retries as IosRetries

AREA = "delivery"


def arm(patch: Patch) -> None:
    for retries in (AndroidRetries, IosRetries):
        patch(retries, "deletes", swap)


def swap(original: Any, self: Any, status: int) -> bool:
    is_lost: bool = original(self, status)
    return not is_lost if status in (401, 404, 413) else is_lost
