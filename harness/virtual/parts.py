"""Which models are inside a build, and how the host app puts them together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, Protocol

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
    "useLifecycleObserver": "false",
    "debug": "true",
    "apiHost": SegmentConfiguration.api_host,
    "cdnHost": SegmentConfiguration.cdn_host,
    "plugins": "moengage",
    "appGroup": "group.com.example.sample",
    "moengageStart": "at once",
    "notificationMetadata": "true",
    "lifecycleProcess": "true",
}
"""The sample app's own; launch arguments (all text) take their place."""
LATE_S = 30.0
"""``moengageStart`` = "late": so long after the start of the process MoEngage is initialised."""

PUSH_BY = "pushBy"
DEFAULT_PUSH_BY: Mapping[str, str] = {"Android": "app", "iOS": "segment"}
"""Who handles pushes: the first of the ways that the destination's page describes."""
AT_START = "atStart"
"""Commands that the app performs in the turn in which it makes its SDKs, as their callers in ``onCreate`` do."""
NETWORK_STATE = "networkState"
""""false": a build whose manifest does not ask for ACCESS_NETWORK_STATE."""

Payload = Mapping[str, Any]


class MoEngage(Lifecycle, Protocol):
    """What the host app needs of a modelled MoEngage SDK."""

    def queued(self) -> int:
        """Data points and batches that are not acknowledged yet."""
        ...

    def set_app_status(self, status: Literal["INSTALL", "UPDATE"]) -> None: ...
    def set_data_tracking(self, is_on: bool) -> None: ...
    def set_sdk_state(self, is_on: bool) -> None: ...
    def delete_user(self) -> None: ...
    def show_in_app(self) -> None: ...
    def fetch_cards(self) -> None: ...
    def initialise_default_instance(self) -> None: ...
    def add_page_listener(self, listener: Callable[[str], None]) -> None:
        """Told the URL of each page that the SDK opens inside the app (its own activity comes up)."""
        ...

    # pushes that the app hands on
    def pass_push_token(self, token: str) -> None: ...
    def is_from_moengage(self, payload: Payload) -> bool: ...
    def pass_push_payload(self, payload: Payload) -> None:
        """Tracks it as received, and shows it where it is MoEngage's."""
        ...

    def notification_clicked(self, payload: Payload) -> None: ...
    def notification_cleared(self, payload: Payload) -> None: ...
    def permission_answered(self, is_granted: bool) -> None: ...

    # pushes that the SDK handles
    def register_for_push(self) -> None:
        """Asks the push service for a token and keeps it."""
        ...

    def service_new_token(self, token: str) -> None: ...
    def service_received(self, payload: Payload) -> None: ...
    def add_token_listener(self, listener: Callable[[str], None]) -> None: ...
    def add_non_moengage_listener(self, listener: Callable[[Payload], None]) -> None: ...


def add_nothing() -> None:
    """An app without a destination."""


@dataclass(frozen=True)
class Parts:
    analytics: Analytics
    moengage: MoEngage
    add_destination: Callable[[], None] = add_nothing
    """MoEngage's, once more each time."""


Assemble = Callable[[Process, Build], Parts]


def assemble(process: Process, build: Build) -> Parts:
    """In the order of a real app: MoEngage, then Analytics; the app adds the destination (on Android in onCreate)."""
    parts = _assemble_android(process, build) if build.platform == "android" else _assemble_ios(process, build)
    if argument(process, "moengageStart") == "late":
        process.clock.call_later(LATE_S, parts.moengage.initialise_default_instance)
    return parts


def _assemble_android(process: Process, build: Build) -> Parts:
    from harness.virtual.sdk import destination_kotlin, moengage_android, segment_kotlin

    moengage = moengage_android.MoEngage(process, moengage_configuration(process), build.moengage)
    analytics = segment_kotlin.Analytics(process, segment_configuration(process), build.analytics_version)
    destination = destination_kotlin.MoEngageDestination
    make = partial(destination, process, moengage, analytics, build.destination, build.serialization)
    return Parts(analytics, moengage, lambda: analytics.add(make()))


def _assemble_ios(process: Process, build: Build) -> Parts:
    from harness.virtual.sdk import destination_swift, moengage_ios, segment_swift

    moengage = moengage_ios.MoEngage(process, moengage_configuration(process), build.moengage)
    analytics = segment_swift.Analytics(process, segment_configuration(process), build.analytics_version)
    make = partial(destination_swift.MoEngageDestination, process, moengage, analytics, build.destination)
    return Parts(analytics, moengage, lambda: analytics.add(make()))


def argument(process: Process, name: str) -> str:
    return process.arguments.get(name, DEFAULTS[name])


def segment_configuration(process: Process) -> SegmentConfiguration:
    return SegmentConfiguration(
        write_key=argument(process, "writeKey"),
        api_host=argument(process, "apiHost"),
        cdn_host=argument(process, "cdnHost"),
        flush_at=int(argument(process, "flushAt")),
        flush_interval_s=float(argument(process, "flushInterval")),
        tracks_lifecycle=argument(process, "lifecycle") == "true",
        tracks_deep_links=argument(process, "deepLinks") == "true",
        uses_lifecycle_observer=argument(process, "useLifecycleObserver") == "true",
    )


def moengage_configuration(process: Process) -> MoEngageConfiguration:
    return MoEngageConfiguration(
        argument(process, "workspaceId"),
        int(argument(process, "dataCenter")),
        registers_for_push=way_of_push(process) == "moengage",
        app_group=argument(process, "appGroup"),
        starts_late=argument(process, "moengageStart") == "late",
        has_notification_metadata=argument(process, "notificationMetadata") == "true",
        has_lifecycle_process=argument(process, "lifecycleProcess") == "true",
    )


def way_of_push(process: Process) -> str:
    if "push" not in process.app.modules:
        return "none"
    return process.arguments.get(PUSH_BY, DEFAULT_PUSH_BY[process.device.os_name])
