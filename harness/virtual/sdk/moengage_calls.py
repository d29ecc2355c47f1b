"""What an app itself calls on MoEngage's SDK, by the same names on both platforms (the real ones differ)."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import partial

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_app_status import AppStatus, Status
from harness.virtual.sdk.moengage_campaigns import Payload
from harness.virtual.sdk.moengage_core import Core
from harness.virtual.sdk.moengage_push import BY_APP, BY_SDK, Push
from harness.virtual.sdk.seams import Process

Act = Callable[[float], None]
TokenListener = Callable[[str], None]
PageListener = Callable[[str], None]
PayloadListener = Callable[[Payload], None]

PERMISSION = "notifications"
IN_SETTINGS, IN_DIALOG = "settings", "opt_in_pop_up"
"""Where a permission changed. The first was read, the second is a guess."""


class AppCalls:
    """The default instance's: not held back until a workspace is known, and without one in the call."""

    _core: Core
    _process: Process
    _push: Push
    _status: AppStatus
    _shows_pushes: Callable[[], bool]

    def _listen(self) -> None:
        """Nobody listens in a new process."""
        self._token_listeners: list[TokenListener] = []
        self._payload_listeners: list[PayloadListener] = []
        self._page_listeners: list[PageListener] = []
        self._was_initialised = not self._core.configuration.starts_late
        self._push.open_page = self._tell_page

    def initialise_default_instance(self) -> None:
        self._was_initialised = True

    def is_initialised(self) -> bool:
        return self._was_initialised

    @rests_on("moengage.md 3.1", "likely")
    def _act(self, act: Act) -> None:
        """``act`` gets the moment of the call. Without an instance there is nobody to do it."""
        if not self.is_initialised():
            self._process.log("MoEngage: no default instance is initialised")
            return
        at = self._process.clock.wall()
        self._core.executor.submit(lambda: act(at))

    def queued(self) -> int:
        return len(self._core.queue) + len(self._core.executor)

    # installation

    def set_app_status(self, status: Status) -> None:
        self._act(lambda at: self._status.note(status, at))

    # push

    def pass_push_token(self, token: str) -> None:
        """The app's own registration."""
        self._act(lambda at: self._push.take_token(token, BY_APP, at))

    def register_for_push(self) -> None:
        """Asks the push service for the token, and keeps it."""
        self._process.push.request_token(self._take_requested)

    def _take_requested(self, token: str) -> None:
        self._tell_token(token)
        self._act(lambda at: self._push.take_token(token, BY_SDK, at))

    def _tell_token(self, token: str) -> None:
        """Whether or not it is a new one."""
        for listener in self._token_listeners:
            self._guard(partial(listener, token))

    @rests_on("moengage.md 2.2", "likely")
    def is_from_moengage(self, payload: Payload) -> bool:
        """Also before the SDK is initialised, or when it is off."""
        return self._push.campaigns.is_ours(payload)

    def pass_push_payload(self, payload: Payload) -> None:
        kept = copy.deepcopy(dict(payload))
        self._act(lambda at: self._push.receive(kept, self._shows_pushes(), at))

    def notification_clicked(self, payload: Payload) -> None:
        kept = copy.deepcopy(dict(payload))
        self._act(lambda at: self._push.click(kept, at))

    def notification_cleared(self, payload: Payload) -> None:
        kept = copy.deepcopy(dict(payload))
        self._act(lambda at: self._push.clear(kept, at))

    def service_received(self, payload: Payload) -> None:
        """The SDK's own service got it: what is not MoEngage's is for the listeners."""
        if self.is_from_moengage(payload):
            self.pass_push_payload(payload)
            return
        for listener in self._payload_listeners:
            self._guard(partial(listener, payload))

    def add_token_listener(self, listener: TokenListener) -> None:
        self._token_listeners.append(listener)

    def add_page_listener(self, listener: PageListener) -> None:
        self._page_listeners.append(listener)

    def _tell_page(self, url: str) -> None:
        for listener in self._page_listeners:
            self._guard(partial(listener, url))

    def add_non_moengage_listener(self, listener: PayloadListener) -> None:
        self._payload_listeners.append(listener)

    def permission_answered(self, is_granted: bool) -> None:
        """The app passes on what the person said to the system's dialog."""
        self._act(lambda at: self._push.note_permission(is_granted, IN_DIALOG, at))

    def _look_at_permission(self, at: float) -> None:
        self._push.note_permission(PERMISSION in self._process.permissions(), IN_SETTINGS, at)

    # compliance

    def set_data_tracking(self, is_on: bool) -> None:
        self._act(lambda _: self._core.switch_tracking(is_on))

    def set_sdk_state(self, is_on: bool) -> None:
        self._act(lambda _: self._core.switch_sdk(is_on))

    def delete_user(self) -> None:
        self._act(lambda _: self._core.delete_user())

    # modules

    def show_in_app(self) -> None:
        """Asks for campaigns where they are due; there is never one to be shown."""
        self._act(lambda _: self._core.fetch_in_app())

    def fetch_cards(self) -> None:
        self._act(lambda _: self._core.fetch_cards())

    # what the system says, and MoEngage's SDK makes nothing of

    def launched(self) -> None:
        """The app is not in front yet."""

    def opened_link(self, url: str) -> None:
        """Source parameters of links are not modelled: their form is not known."""

    def interrupted(self) -> None:
        """A dialog over the app is nothing to it."""

    def resumed(self) -> None:
        """Nor is its end."""

    def rotated(self) -> None:
        """The app stays in front."""

    def screen_opened(self, name: str) -> None:
        """iOS tracks no screens by itself."""

    def screen_closed(self) -> None:
        """One that was seen before."""

    def _guard(self, call: Callable[[], None]) -> None:
        """What an app's listener throws is its own affair."""
        try:
            call()
        except Exception as problem:
            self._process.log(f"MoEngage: a listener threw {problem!r}")
