"""``context`` of every event: the Context, AndroidContext and DeviceToken plugins."""

from __future__ import annotations

from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.kotlin_events import Event
from harness.virtual.sdk.kotlin_release import Release
from harness.virtual.sdk.kotlin_state import Preferences
from harness.virtual.sdk.seams import Process
from harness.virtual.sdk.segment_preferences import kept_text

NETWORK_STATE = "network_state"


class Context:
    """Library, app, device, system and screen are read once; network, locale, agent and time zone per event."""

    def __init__(self, process: Process, release: Release, preferences: Preferences) -> None:
        self._process = process
        self._preferences = preferences
        self._library = {"name": "analytics-kotlin", "version": release.library_version}
        self._instance_id = str(process.draws.uuid())
        self._fixed = {"app": self._app(), "device": self._device(), "os": self._os(), "screen": self._screen()}
        self._token: str | None = None

    @rests_on("segment.md 2.4")
    def describe(self, event: Event) -> None:
        """What an event already has in its context stays, except under these keys."""
        event["context"] = {
            **event["context"],
            "library": dict(self._library),
            "instanceId": self._instance_id,
            **{key: dict(part) for key, part in self._fixed.items()},
            "network": self._network(),
            "locale": self._locale(),
            "userAgent": self._process.device.user_agent or "undefined",
            "timezone": self._process.device.timezone or "undefined",
        }
        self._add_token(event)

    @rests_on("segment.md 7")
    def set_device_token(self, token: str) -> None:
        """Kept in memory only: the app sets it again at each launch."""
        self._token = token

    @rests_on("segment.md 2.4")
    def load_device_id(self) -> None:
        """In a coroutine after the store's first write: the anonymous id of that moment, kept for good."""
        self._preferences["segment.device.id"] = self.first_device_id()
        self._fixed["device"]["id"] = self._preferences["segment.device.id"]

    def first_device_id(self) -> str:
        found = kept_text(self._preferences, "segment.device.id") or kept_text(self._preferences, "segment.anonymousId")
        return found or str(self._process.draws.uuid())

    def _add_token(self, event: Event) -> None:
        if self._token is not None:
            event["context"]["device"]["token"] = self._token

    def _app(self) -> dict[str, Any]:
        app = self._process.app
        return {"name": self.app_name(), "version": app.version, "namespace": app.app_id, "build": app.build}

    @rests_on("segment.md 2.4")
    def app_name(self) -> str:
        return self._process.app.name or "undefined"

    def _device(self) -> dict[str, Any]:
        device = self._process.device
        names = {"manufacturer": device.manufacturer, "model": device.model, "name": device.name}
        return {"id": kept_text(self._preferences, "segment.device.id") or "", **names, "type": "android"}

    def _os(self) -> dict[str, Any]:
        return {"name": "Android", "version": self._process.device.os_version}

    def _screen(self) -> dict[str, Any]:
        width, height = self._process.device.screen
        return {"density": float(self._process.device.density), "height": int(height), "width": int(width)}

    @rests_on("segment.md 2.4")
    def _network(self) -> dict[str, Any]:
        """Nothing without ACCESS_NETWORK_STATE, which an app declares or not."""
        if NETWORK_STATE not in self._process.permissions():
            return {}
        device = self._process.device
        return {"wifi": device.has_wifi, "bluetooth": False, "cellular": device.has_cellular}

    @rests_on("segment.md 2.4")
    def _locale(self) -> str:
        """Language and country with a hyphen between, also when there is no country."""
        language, *rest = self._process.device.locale.split("-")
        return f"{language}-{rest[-1] if rest else ''}"
