"""Where a device-mode destination meets a modelled Segment SDK, and where it meets the modelled MoEngage SDK."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from harness.virtual.sdk.plugin_chain import Plugin


@dataclass(frozen=True)
class SegmentConfiguration:
    """What the host app gives to ``Analytics``; hosts carry their path prefix and no scheme (facts: segment.md 1.2)."""

    write_key: str
    api_host: str = "api.segment.io/v1"
    cdn_host: str = "cdn-settings.segment.com/v1"
    flush_at: int = 20
    flush_interval_s: float = 30.0
    tracks_lifecycle: bool = True
    tracks_deep_links: bool = True
    uses_lifecycle_observer: bool = False
    """Android's ``useLifecycleObserver``: lifecycle events by the process's life instead of by its activities'."""


@dataclass(frozen=True)
class MoEngageConfiguration:
    """What the host app gives to the MoEngage SDK; a debuggable build sends ``<workspace>_DEBUG`` (moengage.md 0.3)."""

    workspace_id: str
    data_center: int = 1
    base_domain: str = "moengage.com"
    registers_for_push: bool = False
    """Android's ``FcmConfig``: the SDK asks FCM for a token by itself, unless the app opted out of that."""
    app_group: str = ""
    """iOS: what the app shares with its extensions, if it has any; nothing of the app itself depends on it."""
    starts_late: bool = False
    """The app makes the default instance later, on another thread, though the page asks for onCreate."""
    has_notification_metadata: bool = True
    """Android's ``NotificationConfig``, with the icons."""
    has_lifecycle_process: bool = True
    """Android's ``androidx.lifecycle:lifecycle-process`` is among the app's libraries."""


Event = Mapping[str, Any]
"""A Segment event as it is on the wire before SegmentDestination enriches it: type, messageId, userId, traits, ..."""


class Destination(Protocol):
    """A device-mode destination plugin, called by a modelled Segment SDK."""

    key: str

    def update(self, settings: Mapping[str, Any], is_initial: bool) -> None:
        """``settings`` is the whole settings document now in force."""
        ...

    def identify(self, event: Event) -> None: ...
    def track(self, event: Event) -> None: ...
    def screen(self, event: Event) -> None: ...
    def group(self, event: Event) -> None: ...
    def alias(self, event: Event) -> None: ...
    def reset(self) -> None: ...
    def flush(self) -> None: ...


@runtime_checkable
class RemoteNotifications(Protocol):
    """iOS: what an app's delegate is told of push, and passes to Analytics, which tells the plugins that want to know
    (moengage.md 3.4). A token is lower-case hex; ``identifier`` is the action that a person chose."""

    def registered_for_remote_notifications(self, token_hex: str) -> None: ...
    def failed_to_register(self, reason: str) -> None: ...
    def received_remote_notification(self, payload: Mapping[str, Any]) -> None: ...
    def handle_action(self, identifier: str, payload: Mapping[str, Any]) -> None: ...


DISMISSED = "com.apple.UNNotificationDismissActionIdentifier"
OPENED = "com.apple.UNNotificationDefaultActionIdentifier"
"""The system's own actions."""


class Analytics(Protocol):
    """The public face that segment_kotlin.Analytics and segment_swift.Analytics share.

    Both are made as ``Analytics(process, configuration, release)`` where ``release`` is "1.27.0"; making one starts the
    settings fetch. ``integrations`` and ``context`` stand for an enrichment that adds to these of the event's
    (segment.md 3.2).
    ``None`` for properties or traits means: not given.
    """

    def add(self, destination: Destination) -> None: ...
    def identify(
        self,
        user_id: str | None,
        traits: Mapping[str, Any] | None = None,
        integrations: Mapping[str, Any] | None = None,
        context: Mapping[str, Any] | None = None,
    ) -> None: ...
    def track(
        self,
        name: str,
        properties: Mapping[str, Any] | None = None,
        integrations: Mapping[str, Any] | None = None,
        context: Mapping[str, Any] | None = None,
    ) -> None: ...
    def screen(
        self,
        name: str,
        category: str | None = None,
        properties: Mapping[str, Any] | None = None,
        context: Mapping[str, Any] | None = None,
    ) -> None: ...
    def group(
        self, group_id: str, traits: Mapping[str, Any] | None = None, context: Mapping[str, Any] | None = None
    ) -> None: ...
    def alias(
        self, new_id: str, integrations: Mapping[str, Any] | None = None, context: Mapping[str, Any] | None = None
    ) -> None: ...
    def reset(self) -> None: ...
    def flush(self) -> None: ...
    def anonymous_id(self) -> str: ...
    def user_id(self) -> str | None: ...
    def set_device_token(self, token: str) -> None: ...
    def add_plugin(self, plugin: Plugin) -> None: ...
    def add_sub_plugin(self, key: str, plugin: Plugin) -> None:
        """To the destination of that key."""
        ...

    def pause(self) -> None:
        """Events wait until ``resume``, thirty seconds at the most: a plugin's wish (segment.md 3.4)."""
        ...

    def resume(self) -> None: ...
    def check_settings(self) -> None:
        """Asks for the settings; events wait until the answer has come."""
        ...

    def queued(self) -> int:
        """Events that are not acknowledged yet: in the start-up queue, on disk, in flight."""
        ...

    # the app's lifecycle (seams.Lifecycle)
    def launched(self) -> None: ...
    def entered_foreground(self) -> None: ...
    def entered_background(self) -> None: ...
    def opened_link(self, url: str) -> None: ...
    def interrupted(self) -> None: ...
    def resumed(self) -> None: ...
    def rotated(self) -> None: ...
    def screen_opened(self, name: str) -> None: ...
    def screen_closed(self) -> None: ...
