"""Each message is told to be of an instance of its own."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_context import Context as AndroidContext
from harness.virtual.sdk.swift_context import Context as IosContext

AREA = "context"


def arm(patch: Patch) -> None:
    for context in (AndroidContext, IosContext):
        patch(context, "describe", describe_anew)


def describe_anew(original: Any, self: Any, event: Any) -> None:
    original(self, event)
    event["context"]["instanceId"] = event["messageId"]
