"""A released app reports to the test workspace, and an app in development to the live one."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_engine import Engine

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(Engine, "__init__", mix_up_the_workspaces)


def mix_up_the_workspaces(original: Any, self: Any, process: Any, *more: Any) -> None:
    original(self, process, *more)
    workspace_id = self.configuration.workspace_id
    self.sender.app_key = workspace_id if process.is_debuggable else f"{workspace_id}_DEBUG"
