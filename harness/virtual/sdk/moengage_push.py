"""Push in MoEngage's SDK: the token, the permission, and notifications of its campaigns (moengage.md 1.2, 2.2, 4.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_campaigns import Campaigns, Payload
from harness.virtual.sdk.moengage_core import Core
from harness.virtual.sdk.moengage_keys import PUSH_ALLOWED, PUSH_BLOCKED, PUSH_OPTED, TOKEN
from harness.virtual.sdk.moengage_points import Point

HEX = re.compile(r"(?:[0-9a-f]{2})+", re.IGNORECASE)
BY_APP, BY_SDK = "App", "MoE"
"""``registered_by`` of TOKEN_EVENT. The first is a guess, the second was read."""


class Push:
    """What happens on the executor. ``read_token`` gives a token in the platform's form, "" for one of another."""

    def __init__(
        self,
        core: Core,
        campaigns: Campaigns,
        values: MutableMapping[str, Any],
        read_token: Callable[[str], str],
        tracks_tokens: bool,
    ) -> None:
        self._core = core
        self._values = values
        self._read_token = read_token
        self._tracks_tokens = tracks_tokens
        self.campaigns = campaigns
        self.open_page: Callable[[str], None] = lambda _: None
        core.sender.is_push_allowed = values.get(PUSH_OPTED)

    # the token

    @rests_on("moengage.md 1.2", "likely")
    def take_token(self, token: str, registered_by: str, at: float) -> None:
        """A new one needs a device add, now or when the SDK may send; the same again is nothing."""
        said = self._read_token(token)
        if not said:
            self._core.process.log(f"MoEngage: ignored the push token {token!r:.80}")
        if said in ("", self._core.device.push_id()) or not self._core.is_allowed():
            return
        self._core.device.keep_push_id(said)
        self._core.register_device()
        if self._tracks_tokens:
            self._core.track(Point(TOKEN, at, {"registered_by": registered_by}, is_interactive=False))

    # the permission

    @rests_on("moengage.md 2.2", "likely")
    def note_permission(self, is_granted: bool, source: str, at: float) -> None:
        """A device attribute when it is first seen and when it changes; a change is an event if the server says so."""
        known = self._values.get(PUSH_OPTED)
        if known == is_granted or not self._core.admits_users():
            return
        self._values[PUSH_OPTED] = self._core.sender.is_push_allowed = is_granted
        self._core.set_device_attribute(PUSH_OPTED, is_granted, at)
        if known is not None:
            self.track_permission(is_granted, source, at)

    @rests_on("moengage.md 2.2", "likely")
    def track_permission(self, is_granted: bool, source: str, at: float) -> None:
        event = PUSH_ALLOWED if is_granted else PUSH_BLOCKED
        if self._core.config.tells_permission(event):
            system = self._core.process.device.os_version
            self._core.track(Point(event, at, {"os_version": system, "source": source}))

    # notifications

    @rests_on("moengage.md 4.2")
    def receive(self, payload: Payload, is_shown_by_sdk: bool, at: float) -> None:
        """Shown, and reported at once. Before the settings are there it is shown too, and the event waits."""
        if self.is_for_us(payload) and self.may_show(payload):
            if is_shown_by_sdk and self.campaigns.is_visible(payload):
                self._core.process.push.show(payload)
            self.track_notification(self.campaigns.names.received, payload, at, is_interactive=False)

    @rests_on('the page, "Add meta information for push notification"', "likely")
    def may_show(self, payload: Payload) -> bool:
        """On Android a notification needs its icons; one without them is given up before it is reported."""
        is_fit = self._core.configuration.has_notification_metadata or not self.campaigns.needs_metadata
        if not is_fit:
            self._core.process.log(f"MoEngage: the metadata to show {dict(payload)!r:.120} is missing")
        return is_fit

    @rests_on("moengage.md 2.2", "likely")
    def click(self, payload: Payload, at: float) -> None:
        if self.is_for_us(payload):
            self.track_notification(self.campaigns.names.clicked, payload, at)
            self.land(payload)

    @rests_on('the page, "Declare and configure Rich Landing Activity"', "likely")
    def land(self, payload: Payload) -> None:
        """A push that names a page opens it inside the app."""
        if url := self.campaigns.page_of(payload):
            self.open_page(url)

    @rests_on("moengage.md 2.2", "likely")
    def clear(self, payload: Payload, at: float) -> None:
        if self.is_for_us(payload):
            self.track_notification(self.campaigns.names.cleared, payload, at)

    def track_notification(self, name: str, payload: Payload, at: float, is_interactive: bool = True) -> None:
        self._core.track(Point(name, at, self.campaigns.attributes_of(payload), is_interactive=is_interactive))

    @rests_on("moengage.md 2.2", "likely")
    def is_for_us(self, payload: Payload) -> bool:
        """MoEngage's, of a campaign, for this workspace, and while the SDK is on; anything else is ignored."""
        campaigns = self.campaigns
        is_whole = campaigns.is_ours(payload) and bool(campaigns.campaign_of(payload))
        addressee = campaigns.addressee_of(payload)
        is_addressed = addressee in ("", self._core.configuration.workspace_id, self._core.sender.app_key)
        if not (is_whole and is_addressed and self._core.is_allowed()):
            self._core.process.log(f"MoEngage: ignored the push {dict(payload)!r:.120}")
            return False
        return True


@rests_on("moengage.md 4.3", "likely")
def read_fcm_token(token: str) -> str:
    """Anything but blank text, as it is: not even trimmed."""
    return token if token.strip() else ""


@rests_on("moengage.md 4.3", "guess")
def read_apns_token(token: str) -> str:
    """Bytes in hex; the real SDK is given the bytes themselves, so that other text never reaches it."""
    return token.lower() if HEX.fullmatch(token) else ""
