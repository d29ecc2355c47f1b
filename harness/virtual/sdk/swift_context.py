"""``context`` of every event: the Context and DeviceToken plugins of analytics-swift."""

from __future__ import annotations

from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.seams import Process
from harness.virtual.sdk.swift_events import Event, upper_uuid
from harness.virtual.sdk.swift_release import Release
from harness.virtual.sdk.swift_state import State

POLL_S = 300.0


class Reachability:
    """Watched from the first question on, which is answered before the first look: first events know of no network."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._is_watched = False
        self._has_wifi = self._has_cellular = False

    @rests_on("segment.md 2.4", "likely")
    def describe(self) -> dict[str, bool]:
        """One kind at a time, and never Bluetooth."""
        said = {"bluetooth": False, "cellular": self._has_cellular and not self._has_wifi, "wifi": self._has_wifi}
        if not self._is_watched:
            self._is_watched = True
            self._process.dispatcher.queue(self.look)
        return said

    @rests_on("segment.md 2.4")
    def look(self) -> None:
        """Every five minutes; what happens in between is not seen."""
        self._has_wifi, self._has_cellular = self._process.device.has_wifi, self._process.device.has_cellular
        self._process.clock.call_later(POLL_S, self.look)


class Context:
    """Most is read once per Analytics object; network, agent and referrer per event."""

    def __init__(self, process: Process, release: Release, state: State) -> None:
        self._process = process
        self._state = state
        self._reachability = Reachability(process)
        self._token: str | None = None
        self._fixed = {
            "library": {"name": "analytics-swift", "version": release.library_version},
            "instanceId": upper_uuid(process),
            "app": self._app(),
            "device": self._device(),
            "os": {"name": process.device.os_name, "version": process.device.os_version},
            "screen": {"width": process.device.screen[0], "height": process.device.screen[1]},
            "locale": process.device.locale,
            "timezone": process.device.timezone,
        }

    @rests_on("segment.md 2.4")
    def describe(self, event: Event) -> None:
        """What an event already has in its context wins."""
        own = {key: dict(part) if isinstance(part, dict) else part for key, part in self._fixed.items()}
        own |= {"network": self._reachability.describe(), "userAgent": self._process.device.user_agent}
        self._add_token(own)
        self._add_referrer(own)
        event["context"] = {**own, **event.get("context", {})}

    @rests_on("segment.md 7")
    def set_device_token(self, token: str) -> None:
        """Kept in memory only."""
        self._token = token

    def _add_token(self, context: dict[str, Any]) -> None:
        if self._token is not None:
            context["device"]["token"] = self._token

    @rests_on("segment.md 2.4")
    def _add_referrer(self, context: dict[str, Any]) -> None:
        """After openURL until reset or the process's end."""
        if self._state.referrer is not None:
            context["referrer"] = {"url": self._state.referrer}

    def _app(self) -> dict[str, Any]:
        app = self._process.app
        return {"name": self.app_name(), "version": app.version, "build": app.build, "namespace": app.app_id}

    @rests_on("segment.md 2.4")
    def app_name(self) -> str:
        return self._process.app.name or self._process.app.bundle_name

    def _device(self) -> dict[str, Any]:
        device = self._process.device
        said = {"manufacturer": "Apple", "type": "ios", "model": device.model, "name": device.name}
        return {**said, "id": device.identifier_for_vendor.upper()}
