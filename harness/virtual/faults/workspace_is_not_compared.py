"""MoEngage takes calls for a workspace that the app never named."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android import MoEngage as AndroidMoEngage
from harness.virtual.sdk.moengage_ios import MoEngage as IosMoEngage

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(AndroidMoEngage, "_submit", submit_to_the_default)
    patch(IosMoEngage, "is_own_workspace", lambda original, self: self._asked_for is not None)


def submit_to_the_default(original: Any, self: Any, workspace_id: Any, act: Any) -> None:
    original(self, None, act)
