"""An app without a display name has no name in the context."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_context import Context as AndroidContext
from harness.virtual.sdk.swift_context import Context as IosContext

AREA = "context"


def arm(patch: Patch) -> None:
    for context in (AndroidContext, IosContext):
        patch(context, "_app", app_without_name)


def app_without_name(original: Any, self: Any) -> Any:
    return {name: value for name, value in original(self).items() if name != "name"}
