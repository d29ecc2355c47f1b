"""The ways in which an app handles pushes, as the destination's page describes them (launch argument ``pushBy``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any, Protocol, cast

from harness.virtual.parts import MoEngage, Parts, way_of_push
from harness.virtual.sdk.plugins import DISMISSED, OPENED, Analytics
from harness.virtual.sdk.seams import Process
from harness.virtual.verbs import CommandError

Payload = Mapping[str, Any]
HEX = re.compile("(?:[0-9a-fA-F]{2})+")
OWN_FILE = "sample"
"""The app's own preferences."""
TOKEN, TOKEN_BUILD, HAS_REGISTERED = "push_token", "push_token_build", "has_registered_for_push"


class SegmentPushes(Protocol):
    """What analytics-swift has of the application delegate (segment.md 7)."""

    def registered_for_remote_notifications(self, token_hex: str) -> None: ...
    def received_remote_notification(self, payload: Payload) -> None: ...
    def handle_action(self, identifier: str, payload: Payload) -> None: ...


class PushWay:
    """An app without any push code: nobody listens. The ways below do what an app of theirs does."""

    can_push = False

    def __init__(self, process: Process, parts: Parts, changed: Callable[[], None]) -> None:
        self._process = process
        self._changed = changed
        self._analytics: Analytics = parts.analytics
        self._moengage: MoEngage = parts.moengage
        self._own: MutableMapping[str, Any] = process.storage.preferences(OWN_FILE)
        self.tokens = 0
        """How many the app's own code was told."""
        self.not_moengages: list[str] = []
        """Titles of the pushes that the app handled itself, as they were not MoEngage's."""

    def started(self) -> None:
        """The process is up: onCreate of the application, didFinishLaunching."""

    def register(self) -> None:
        """The app asks for a token."""

    def got_token(self, token: str) -> None: ...
    def received(self, payload: Payload) -> None: ...
    def clicked(self, payload: Payload) -> None: ...
    def cleared(self, payload: Payload) -> None: ...

    def _pass_or_keep(self, payload: Payload, hand_on: Callable[[Payload], None]) -> None:
        if not self._pass_if_moengages(payload, hand_on):
            self.note_own(payload)

    def _pass_if_moengages(self, payload: Payload, hand_on: Callable[[Payload], None]) -> bool:
        is_moengages = self._moengage.is_from_moengage(payload)
        if is_moengages:
            hand_on(payload)
        return is_moengages

    def count_token(self) -> None:
        self.tokens += 1
        self._changed()

    def note_own(self, payload: Payload) -> None:
        self.not_moengages.append(title_of(payload))
        self._changed()
        if self._process.device.os_name == "Android":
            self._process.push.show(payload)


class AndroidApp(PushWay):
    """FcmConfig(false): the app's own messaging service. Its token is passed again when the app was updated, as the
    page asks; Segment's SDK stores none, and is told at each start (segment.md 7)."""

    can_push = True

    def started(self) -> None:
        if token := self._own.get(TOKEN):
            self._analytics.set_device_token(token)
            if self._own.get(TOKEN_BUILD) != self._process.app.build:
                self._pass(token)

    def register(self) -> None:
        self._process.push.request_token(self.got_token)

    def got_token(self, token: str) -> None:
        self.count_token()
        self._analytics.set_device_token(token)
        self._pass(token)

    def _pass(self, token: str) -> None:
        self._own.update({TOKEN: token, TOKEN_BUILD: self._process.app.build})
        self._moengage.pass_push_token(token)

    def received(self, payload: Payload) -> None:
        self._pass_or_keep(payload, self._moengage.pass_push_payload)

    def clicked(self, payload: Payload) -> None:
        """The notification is of MoEngage's making, and so is the activity behind it."""
        self._pass_if_moengages(payload, self._moengage.notification_clicked)

    def cleared(self, payload: Payload) -> None:
        self._pass_if_moengages(payload, self._moengage.notification_cleared)


class AndroidMoEngage(AndroidApp):
    """MoEFireBaseMessagingService: the SDK has the token and the messages, the app its two callbacks."""

    def started(self) -> None:
        self._moengage.add_token_listener(self.note_token)
        self._moengage.add_non_moengage_listener(self.note_own)

    def note_token(self, token: str) -> None:
        self.count_token()
        self._analytics.set_device_token(token)

    def register(self) -> None:
        self._moengage.register_for_push()

    def got_token(self, token: str) -> None:
        self._moengage.service_new_token(token)

    def received(self, payload: Payload) -> None:
        self._moengage.service_received(payload)


class IosSegment(PushWay):
    """The application delegate hands everything to Segment. An app that has asked once asks at each launch."""

    can_push = True

    def started(self) -> None:
        if self._own.get(HAS_REGISTERED):
            self.ask_for_token()

    def register(self) -> None:
        self._own[HAS_REGISTERED] = True
        self.ask_for_token()

    def ask_for_token(self) -> None:
        self._process.push.request_token(self.got_token)

    def got_token(self, token: str) -> None:
        self.count_token()
        self._segment.registered_for_remote_notifications(token)

    def received(self, payload: Payload) -> None:
        self._segment.received_remote_notification(payload)
        if not self._moengage.is_from_moengage(payload):
            self.note_own(payload)

    def clicked(self, payload: Payload) -> None:
        self._segment.handle_action(OPENED, payload)

    def cleared(self, payload: Payload) -> None:
        self._segment.handle_action(DISMISSED, payload)

    @property
    def _segment(self) -> SegmentPushes:
        return cast(SegmentPushes, self._analytics)


class IosMoEngage(IosSegment):
    """The same callbacks, handed to MoEngage's SDK."""

    def ask_for_token(self) -> None:
        self._moengage.register_for_push()

    def got_token(self, token: str) -> None:
        self.count_token()
        self._moengage.pass_push_token(token)

    def received(self, payload: Payload) -> None:
        self._pass_or_keep(payload, self._moengage.pass_push_payload)

    def clicked(self, payload: Payload) -> None:
        self._pass_if_moengages(payload, self._moengage.notification_clicked)

    def cleared(self, payload: Payload) -> None:
        self._pass_if_moengages(payload, self._moengage.notification_cleared)


WAYS: Mapping[str, Mapping[str, type[PushWay]]] = {
    "Android": {"app": AndroidApp, "moengage": AndroidMoEngage, "none": PushWay},
    "iOS": {"segment": IosSegment, "moengage": IosMoEngage, "none": PushWay},
}


def make_way(process: Process, parts: Parts, changed: Callable[[], None]) -> PushWay:
    """``changed`` is called when ``tokens`` or ``not_moengages`` have."""
    known, wanted = WAYS[process.device.os_name], way_of_push(process)
    if wanted not in known:
        raise ValueError(f"pushBy is one of {', '.join(known)}, not {wanted!r}")
    return known[wanted](process, parts, changed)


def checked_token(os_name: str, token: str) -> str:
    """As the platform has them (moengage.md 4.3): Data is bytes on iOS, whose hex is lower-case; FCM's is opaque."""
    if os_name == "Android":
        if not token or any(letter.isspace() for letter in token):
            raise CommandError(f"token must be FCM's text without spaces, not {token!r}")
        return token
    if not HEX.fullmatch(token):
        raise CommandError(f"token must be APNs' bytes in hex, not {token!r}")
    return token.lower()


def title_of(payload: Payload) -> str:
    """What names a push best, of what it has."""
    aps = payload.get("aps")
    alert = aps.get("alert") if isinstance(aps, Mapping) else None
    titles = alert if isinstance(alert, Mapping) else payload
    named = [titles.get(key) for key in ("title", "gcm_title", "body", "gcm_alert", "id")]
    return next((str(one) for one in (*named, alert if isinstance(alert, str) else None) if one), "untitled")
