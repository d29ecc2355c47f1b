"""Settings that name no host send uploads to Segment's own, whatever the app configured."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_pipeline import SegmentDestination as AndroidDestination
from harness.virtual.sdk.swift_uploads import Uploads as IosUploads

AREA = "settings"
DEFAULT = "api.segment.io/v1"


def arm(patch: Patch) -> None:
    patch(AndroidDestination, "apply_host", name_a_host)
    patch(IosUploads, "apply", name_a_host)


def name_a_host(original: Any, self: Any, own: Any) -> None:
    original(self, {"apiHost": DEFAULT, **own})
