"""How pushes, tokens and touched notifications come to the app: the platform and its state decide who is told."""

from __future__ import annotations

from collections.abc import Callable

from harness.virtual.app import APP_ID, HostApp
from harness.virtual.loop import Loop
from harness.virtual.pushes import Payload, PushCentre, checked, is_silent, wakes_app
from harness.virtual.system import System

STARTED_AFTER_S = 0.2
"""A process that is started for a push is told after its start's own work is done."""


class Deliveries:
    """Its methods are called in turns of the phone's loop. What they bring comes within ``STARTED_AFTER_S``."""

    def __init__(self, loop: Loop, system: System, centre: PushCentre, write: Callable[[str], None]) -> None:
        self._loop = loop
        self._system = system
        self._centre = centre
        self._write = write

    def push(self, payload: Payload) -> None:
        """Once the phone is online."""
        self._system.require(APP_ID)
        fit = checked(self._centre.platform, payload)
        self._centre.radio.when_online(lambda: self._arrive(fit))

    def rotate_token(self) -> str:
        """Android starts the process for onNewToken; on iOS an app that does not run learns it at its next launch."""
        self._system.require(APP_ID)
        token = self._centre.tokens.rotate()
        if self._centre.platform == "android" or self._system.running:
            self._tell(lambda app: app.got_token(token))
        return token

    def clear_notification(self, index: int) -> None:
        """Android's is a broadcast to the app; iOS tells it only for a category that asks for it, and whether it
        would start the process then is a guess: it does not."""
        payload = self._centre.tray.take(index)
        if self._centre.platform == "android" or self._system.running:
            self._tell(lambda app: app.cleared(payload))

    def _arrive(self, payload: Payload) -> None:
        if not self._system.is_installed(APP_ID):
            return
        if self._centre.platform == "ios":
            self._show_on_ios(payload)
        if self._reaches_app(payload):
            self._tell(lambda app: app.received(payload))
        else:
            self._write("push: the app's code is not told: it is not in front, and content-available is not 1")

    def _show_on_ios(self, payload: Payload) -> None:
        """The system does it by itself; in front the app's presentation options say so."""
        if not is_silent(payload) and self._centre.permission.is_granted:
            self._centre.tray.add(payload)

    def _reaches_app(self, payload: Payload) -> bool:
        """A data message always; what iOS does with a process that does not run is a guess: it is started, as if the
        person had not swiped it away."""
        return self._centre.platform == "android" or self._system.foreground() is not None or wakes_app(payload)

    def _tell(self, tell: Callable[[HostApp], None]) -> None:
        """The app, in the background if it is not in front; its process is started for that."""
        was_running = self._system.running is not None
        self._system.wake()
        if was_running:
            self._system.tell(tell)
        else:
            self._loop.call_later(STARTED_AFTER_S, lambda: self._system.tell(tell))
