"""A device that comes back is taken for a new one (iOS), a new one for one that comes back (Android)."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android import MoEngage as AndroidMoEngage
from harness.virtual.sdk.moengage_ios import MoEngage as IosMoEngage
from harness.virtual.sdk.moengage_points import Point

AREA = "install"


def arm(patch: Patch) -> None:
    patch(IosMoEngage, "note_installation", lambda original, self, at: None)
    patch(AndroidMoEngage, "enable", enable_as_known)


def enable_as_known(original: Any, self: Any, meta: Any, at: float) -> None:
    self._core.track(Point("REINSTALL", at))
    original(self, meta, at)
