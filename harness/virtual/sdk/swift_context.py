"""``context`` of every event: the Context and DeviceToken plugins of analytics-swift."""

from __future__ import annotations

from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.seams import Process
from harness.virtual.sdk.swift_events import Event, upper_uuid
from harness.virtual.sdk.swift_release import Release
from harness.virtual.sdk.swift_state import State


class Context:
    """Most is read once per Analytics object; network, agent and referrer per event."""

    def __init__(self, process: Process, release: Release, state: State) -> None:
        self._process = process
        self._state = state
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
        own |= {"network": self._network(), "userAgent": self._process.device.user_agent}
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
        return {"name": app.name, "version": app.version, "build": app.build, "namespace": app.app_id}

    def _device(self) -> dict[str, Any]:
        device = self._process.device
        said = {"manufacturer": "Apple", "type": "ios", "model": device.model, "name": device.name}
        return {**said, "id": device.identifier_for_vendor.upper()}

    def _network(self) -> dict[str, Any]:
        device = self._process.device
        return {"bluetooth": False, "cellular": device.has_cellular and not device.has_wifi, "wifi": device.has_wifi}
