"""Segment's events never carry the push token; where they should not they do."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_context import Context as AndroidContext
from harness.virtual.sdk.swift_context import Context as IosContext

AREA = "push"


def arm(patch: Patch) -> None:
    for context in (AndroidContext, IosContext):
        patch(context, "set_device_token", lambda original, self, token: None)
