"""MoEngage counts an installation as often as the app says so."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_app_status import APP_BUILD, IS_INSTALLED, AppStatus

AREA = "install"


def arm(patch: Patch) -> None:
    patch(AppStatus, "track_install", forget_and(IS_INSTALLED))
    patch(AppStatus, "track_update", forget_and(APP_BUILD))


def forget_and(key: str) -> Any:
    def replacement(original: Any, self: Any, at: float) -> None:
        self._values.pop(key, None)
        original(self, at)

    return replacement
