"""Which models are inside a build, and how the host app puts them together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from harness.builds import Build
from harness.virtual.sdk.plugins import Analytics, MoEngageConfiguration, SegmentConfiguration
from harness.virtual.sdk.seams import Lifecycle, Process

DEFAULTS: Mapping[str, str] = {
    "writeKey": "sample-write-key",
    "workspaceId": "SAMPLEWORKSPACE",
    "dataCenter": "1",
    "flushAt": "20",
    "flushInterval": "30",
    "lifecycle": "true",
    "deepLinks": "true",
    "debug": "true",
}
"""The sample app's own; launch arguments (all text) take their place."""


class MoEngage(Lifecycle, Protocol):
    """What the host app needs of a modelled MoEngage SDK."""

    def queued(self) -> int:
        """Data points and batches that are not acknowledged yet."""
        ...


@dataclass(frozen=True)
class Parts:
    analytics: Analytics
    moengage: MoEngage


Assemble = Callable[[Process, Build], Parts]


def assemble(process: Process, build: Build) -> Parts:
    """In the order of a real app: MoEngage, then Analytics, then the destination (on Android in onCreate)."""
    return _assemble_android(process, build) if build.platform == "android" else _assemble_ios(process, build)


def _assemble_android(process: Process, build: Build) -> Parts:
    from harness.virtual.sdk import destination_kotlin, moengage_android, segment_kotlin

    moengage = moengage_android.MoEngage(process, moengage_configuration(process), build.moengage)
    analytics = segment_kotlin.Analytics(process, segment_configuration(process), build.analytics_version)
    analytics.add(
        destination_kotlin.MoEngageDestination(process, moengage, analytics, build.destination, build.serialization)
    )
    return Parts(analytics, moengage)


def _assemble_ios(process: Process, build: Build) -> Parts:
    from harness.virtual.sdk import destination_swift, moengage_ios, segment_swift

    moengage = moengage_ios.MoEngage(process, moengage_configuration(process), build.moengage)
    analytics = segment_swift.Analytics(process, segment_configuration(process), build.analytics_version)
    analytics.add(destination_swift.MoEngageDestination(process, moengage, analytics, build.destination))
    return Parts(analytics, moengage)


def argument(process: Process, name: str) -> str:
    return process.arguments.get(name, DEFAULTS[name])


def segment_configuration(process: Process) -> SegmentConfiguration:
    return SegmentConfiguration(
        write_key=argument(process, "writeKey"),
        flush_at=int(argument(process, "flushAt")),
        flush_interval_s=float(argument(process, "flushInterval")),
        tracks_lifecycle=argument(process, "lifecycle") == "true",
        tracks_deep_links=argument(process, "deepLinks") == "true",
    )


def moengage_configuration(process: Process) -> MoEngageConfiguration:
    return MoEngageConfiguration(argument(process, "workspaceId"), int(argument(process, "dataCenter")))
