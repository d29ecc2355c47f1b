"""The first message of a process has no context but the library."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_context import Context as AndroidContext
from harness.virtual.sdk.swift_context import Context as IosContext

AREA = "context"


def arm(patch: Patch) -> None:
    for context in (AndroidContext, IosContext):
        patch(context, "describe", describe_later)


def describe_later(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    if not getattr(self, "has_described", False):
        self.has_described = True
        event["context"] = {name: event["context"][name] for name in ("library", "instanceId")}
