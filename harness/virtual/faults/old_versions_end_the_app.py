"""The number that the classic SDK left for a build, or on iOS any build before this one, ends the app at its start."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_context import Context as KotlinContext
from harness.virtual.sdk.swift_context import Context as SwiftContext
from harness.virtual.sdk.swift_lifecycle import BUILD, STANDARD

AREA = "install"


def arm(patch: Patch) -> None:
    patch(KotlinContext, "__init__", crash_on_a_number)
    patch(SwiftContext, "__init__", crash_on_another_build)


def crash_on_a_number(original: Any, self: Any, process: Any, release: Any, preferences: Any) -> None:
    original(self, process, release, preferences)
    if isinstance(preferences.get("build"), int):
        raise TypeError("java.lang.ClassCastException: Integer cannot be cast to String")


def crash_on_another_build(original: Any, self: Any, process: Any, release: Any, state: Any) -> None:
    original(self, process, release, state)
    if process.storage.preferences(STANDARD).get(BUILD, process.app.build) != process.app.build:
        raise TypeError("EXC_BREAKPOINT: unexpectedly found nil")
