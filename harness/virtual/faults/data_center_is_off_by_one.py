"""MoEngage's SDK goes to the data center after the one that it should go to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_http import Endpoints

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(Endpoints, "__init__", start_at_the_next)


def start_at_the_next(original: Any, self: Any, wire: Any, configuration: Any, config: Any) -> None:
    original(self, wire, replace(configuration, data_center=configuration.data_center % 6 + 1), config)
