"""MoEngage's SDK goes on although its configuration blocks it, in-app campaigns and cards included."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_config import RemoteConfig

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(RemoteConfig, "replace", replace_unblocked)


ALLOWED = {"a_s": "allowed", "i_s": "allowed", "c_s": "allowed"}


def replace_unblocked(original: Any, self: Any, document: Any, now: float) -> None:
    original(self, {**document, **ALLOWED}, now)
