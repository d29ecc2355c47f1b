"""Each delivery of settings starts MoEngage's SDK once more: it asks for its configuration and registers again."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.destination_kotlin import MoEngageDestination as AndroidDestination
from harness.virtual.sdk.destination_swift import MoEngageDestination as IosDestination
from harness.virtual.sdk.moengage_config import RemoteConfig
from harness.virtual.sdk.moengage_engine import Engine

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(Engine, "enable", enable_anew)
    patch(
        RemoteConfig, "is_old", lambda original, self, now: original(self, now) or getattr(self, "is_asked_anew", False)
    )
    for destination in (AndroidDestination, IosDestination):
        patch(destination, "update", forget_workspace)


def forget_workspace(original: Any, self: Any, settings: Any, is_initial: bool) -> None:
    self._workspace_id = None
    original(self, settings, is_initial)


def enable_anew(original: Any, self: Any, integration: Any) -> bool:
    if not original(self, integration):
        self.attributes.forget()
        self.device.forget()
        self.config.is_asked_anew = True
        self.fetch_config()
        self.config.is_asked_anew = False
    return True
