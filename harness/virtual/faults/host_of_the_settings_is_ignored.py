"""The host that Segment's settings name is not used."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_pipeline import SegmentDestination as AndroidDestination
from harness.virtual.sdk.swift_uploads import Uploads as IosUploads

AREA = "settings"


def arm(patch: Patch) -> None:
    patch(AndroidDestination, "apply_host", lambda original, self, own: None)
    patch(IosUploads, "apply", apply_the_rest)


def apply_the_rest(original: Any, self: Any, said: Any) -> None:
    original(self, {key: value for key, value in said.items() if key != "apiHost"})
