"""Remote notifications of analytics-swift: nothing is swizzled, the app's delegate hands everything on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.swift_context import Context
from harness.virtual.sdk.swift_timeline import Timeline


class RemoteNotifications:
    """Tells every plugin that listens; nothing is tracked by itself (segment.md 7)."""

    def __init__(self, context: Context, timeline: Timeline) -> None:
        self._context = context
        self._timeline = timeline

    @rests_on("segment.md 7")
    def registered(self, token: str) -> None:
        """``token`` stands for the bytes that the system gives, in hex; it is lower-case hex from here on."""
        hexadecimal = bytes.fromhex(token).hex()
        self.keep_token(hexadecimal)
        self.tell("registered_for_remote_notifications", hexadecimal)

    def keep_token(self, token: str) -> None:
        self._context.set_device_token(token)

    @rests_on("segment.md 7")
    def tell(self, what: str, *told: Any) -> None:
        """Whether it is enabled or not does not matter (inferred)."""
        for plugin in self._timeline.destinations():
            listen = getattr(plugin, what, None)
            if listen is not None:
                listen(*told)

    def failed(self, reason: str) -> None:
        self.tell("failed_to_register", reason)

    def declined(self) -> None:
        self.tell("declined_remote_notifications")

    def received(self, payload: Mapping[str, Any]) -> None:
        self.tell("received_remote_notification", payload)

    def acted_on(self, identifier: str, payload: Mapping[str, Any]) -> None:
        self.tell("handle_action", identifier, payload)
