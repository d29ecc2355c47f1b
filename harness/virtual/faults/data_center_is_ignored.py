"""MoEngage's SDK goes to data center 1, whatever the app says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_http import Endpoints

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(Endpoints, "__init__", start_at_the_first)


def start_at_the_first(original: Any, self: Any, wire: Any, configuration: Any, config: Any) -> None:
    original(self, wire, replace(configuration, data_center=1), config)
