"""MoEngage is told twice that the app was opened and that it was left."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android import MoEngage as AndroidMoEngage
from harness.virtual.sdk.moengage_ios import MoEngage as IosMoEngage

AREA = "lifecycle"


def arm(patch: Patch) -> None:
    patch(AndroidMoEngage, "go_back", twice)
    patch(AndroidMoEngage, "open_app", twice)
    patch(IosMoEngage, "go_back", twice)
    patch(IosMoEngage, "open_app", open_with_two_sessions)


def twice(original: Any, self: Any, at: float) -> None:
    original(self, at)
    original(self, at)


def open_with_two_sessions(original: Any, self: Any, at: float) -> None:
    original(self, at)
    self._core.session.restart(at)
    self._values.pop("session", None)
    original(self, at)
