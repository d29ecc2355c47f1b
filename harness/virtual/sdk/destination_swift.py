"""A model of MoEngage's destination for analytics-swift (moengage.md 3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from harness.virtual.facts import rests_on
from harness.virtual.sdk.destination_swift_release import acts_on_refresh
from harness.virtual.sdk.moengage_keys import (
    BIRTHDAY,
    EMAIL,
    FIRST_NAME,
    GENDER,
    LAST_NAME,
    LOCATION,
    MOBILE,
    NAME,
    SEGMENT_ID,
    Form,
    GeoLocation,
)
from harness.virtual.sdk.plugins import DISMISSED, Analytics, Event
from harness.virtual.sdk.seams import Process

KEY = "MoEngage"
ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
REFERENCE_DATE_S = 978_307_200
"""2001-01-01, from which numbers given as birthday are counted, wherever they were counted from (moengage.md 3.3)."""

TEXTS = {"name": NAME, "email": EMAIL, "firstName": FIRST_NAME, "lastName": LAST_NAME, "phone": MOBILE}
STANDARD = (
    "birthday", "name", "isoBirthday", "email", "firstName", "lastName", "gender", "phone", "location",
)  # fmt: skip
"""The order in which the destination looks at them, whatever the order of the traits."""

GENDERS = {"m": "male", "male": "male", "f": "female", "female": "female"}


class MoEngageSdk(Protocol):
    """The SDK's entry points for Segment; it holds calls back until a workspace is known."""

    def enable_sdk(self, workspace_id: str, integration: Mapping[str, str]) -> None: ...
    def identify_user(self, identity: str | Mapping[str, str]) -> None: ...
    def set_user_attribute(self, key: str, value: Any, form: Form = "plain") -> None: ...
    def track_event(
        self, name: str, attributes: Mapping[str, Any] | None = None, dates: Mapping[str, int] | None = None
    ) -> None: ...
    def reset_user(self) -> None: ...
    def flush(self) -> None: ...
    def set_push_token(self, token: str) -> None: ...
    def pass_push_payload(self, payload: Mapping[str, Any]) -> None: ...
    def notification_clicked(self, payload: Mapping[str, Any]) -> None: ...
    def notification_cleared(self, payload: Mapping[str, Any]) -> None: ...


class MoEngageDestination:
    """plugins.Destination and plugins.RemoteNotifications."""

    key = KEY

    def __init__(self, process: Process, moengage: MoEngageSdk, analytics: Analytics, version: str) -> None:
        self._process = process
        self._moengage = moengage
        self._analytics = analytics
        self._version = version
        self._acts_on_refresh = acts_on_refresh(version)
        self._workspace_id: str | None = None

    @rests_on("moengage.md 3.1")
    def update(self, settings: Mapping[str, Any], is_initial: bool) -> None:
        """Acts on an apiKey that is new; text only, as the entry is decoded into a type."""
        if not is_initial and not self._acts_on_refresh:
            return
        integrations = settings.get("integrations")
        entry = integrations.get(KEY) if isinstance(integrations, Mapping) else None
        workspace_id = entry.get("apiKey") if isinstance(entry, Mapping) else None
        if isinstance(workspace_id, str) and workspace_id != self._workspace_id:
            self.activate(workspace_id)

    @rests_on("moengage.md 3.1")
    def activate(self, workspace_id: str) -> None:
        self._workspace_id = workspace_id
        self._moengage.enable_sdk(workspace_id, {"type": "segment", "version": self._version})
        self._process.dispatcher.queue(self.pass_anonymous_id)

    @rests_on("moengage.md 3.2")
    def pass_anonymous_id(self) -> None:
        """The one in force now, also where the event is an older one that waited for the settings."""
        self._moengage.set_user_attribute(SEGMENT_ID, self._analytics.anonymous_id())

    # events

    @rests_on("moengage.md 3.2")
    def identify(self, event: Event) -> None:
        if event.get("userId"):
            self.pass_user(event["userId"])
        self.pass_anonymous_id()
        self.pass_traits(dict(event.get("traits") or {}))

    def pass_user(self, user_id: str) -> None:
        self._moengage.identify_user(user_id)

    @rests_on("moengage.md 3.2")
    def pass_traits(self, traits: dict[str, Any]) -> None:
        """Standard ones first and in a fixed order; the rest in the order of a dictionary, which is random."""
        for name in STANDARD:
            if name in traits and self.pass_standard(name, traits[name]):
                del traits[name]
        rest = list(traits.items())
        self._process.draws.random.shuffle(rest)
        for name, value in rest:
            self.pass_custom(name, value)

    def pass_standard(self, name: str, value: Any) -> bool:
        """Whether the trait was taken; otherwise it is passed as a custom one."""
        if name in TEXTS:
            return self._pass_if(isinstance(value, str), lambda: self._moengage.set_user_attribute(TEXTS[name], value))
        known: dict[str, Callable[[Any], bool]] = {
            "birthday": self.pass_birthday,
            "isoBirthday": self.pass_iso_birthday,
            "gender": self.pass_gender,
            "location": self.pass_location,
        }
        return known[name](value)

    @rests_on("moengage.md 3.3")
    def pass_birthday(self, value: Any) -> bool:
        """A number is taken for seconds since 2001: what counts from 1970 lands 31 years late."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            moment: int | None = int((value + REFERENCE_DATE_S) * 1000)
        else:
            moment = milliseconds_of(value)
        return self._pass_if(
            moment is not None, lambda: self._moengage.set_user_attribute(BIRTHDAY, moment, "timestamp")
        )

    @rests_on("moengage.md 3.3", "likely")
    def pass_iso_birthday(self, value: Any) -> bool:
        moment = milliseconds_of(value)
        if moment is not None:
            self._moengage.set_user_attribute(BIRTHDAY, moment, "timestamp")
        return isinstance(value, str)

    @rests_on("moengage.md 3.3")
    def pass_gender(self, value: Any) -> bool:
        gender = GENDERS.get(value.lower(), "other") if isinstance(value, str) else None
        return self._pass_if(gender is not None, lambda: self._moengage.set_user_attribute(GENDER, gender))

    @rests_on("moengage.md 3.3")
    def pass_location(self, value: Any) -> bool:
        """Both parts must be numbers; then the trait is gone, else it is a custom one as it is."""
        parts: list[Any] = [value.get("latitude"), value.get("longitude")] if isinstance(value, Mapping) else []
        is_place = len(parts) == 2 and all(isinstance(one, int | float) and not isinstance(one, bool) for one in parts)
        return self._pass_if(
            is_place,
            lambda: self._moengage.set_user_attribute(LOCATION, GeoLocation(*map(float, parts)), "location"),
        )

    def _pass_if(self, is_taken: bool, act: Callable[[], None]) -> bool:
        if is_taken:
            act()
        return is_taken

    @rests_on("moengage.md 3.2")
    def pass_custom(self, name: str, value: Any) -> None:
        """Text of the one form of time becomes a date."""
        moment = milliseconds_of(value)
        if moment is None:
            self._moengage.set_user_attribute(name, value)
        else:
            self._moengage.set_user_attribute(name, moment, "timestamp")

    @rests_on("moengage.md 0.8")
    def track(self, event: Event) -> None:
        """An event without properties is dropped."""
        if self.forwards(event):
            self.pass_event(event["event"], event["properties"])

    def forwards(self, event: Event) -> bool:
        return event.get("properties") is not None

    @rests_on("moengage.md 3.4")
    def pass_event(self, name: str, properties: Mapping[str, Any]) -> None:
        """Times at the top level become dates."""
        moments = {key: milliseconds_of(value) for key, value in properties.items()}
        dates = {key: moment for key, moment in moments.items() if moment is not None}
        self._moengage.track_event(name, {key: value for key, value in properties.items() if key not in dates}, dates)

    @rests_on("moengage.md 3.4")
    def alias(self, event: Event) -> None:
        self.pass_user(event["userId"])

    @rests_on("moengage.md 3.4")
    def screen(self, event: Event) -> None:
        """Not forwarded."""

    @rests_on("moengage.md 3.4")
    def group(self, event: Event) -> None:
        """Not forwarded."""

    @rests_on("moengage.md 3.4")
    def reset(self) -> None:
        """Also while the destination is disabled; then, when the SDK has a new user, the new anonymous id."""
        self._moengage.reset_user()
        self._process.dispatcher.queue(self.pass_anonymous_id)

    @rests_on("moengage.md 0.7")
    def flush(self) -> None:
        self._moengage.flush()

    # push: for the default instance, whatever workspace the settings name, and also before they are there

    @rests_on("moengage.md 3.4")
    def registered_for_remote_notifications(self, token_hex: str) -> None:
        self._moengage.set_push_token(token_hex)

    @rests_on("moengage.md 3.4", "guess")
    def failed_to_register(self, reason: str) -> None:
        """That MoEngage is told is known, not what it makes of it: nothing that goes out."""
        self._process.log(f"MoEngageDestination_{self._version}: not registered for push: {reason}")

    @rests_on("moengage.md 3.4")
    def received_remote_notification(self, payload: Mapping[str, Any]) -> None:
        self._moengage.pass_push_payload(payload)

    @rests_on("moengage.md 3.4", "guess")
    def handle_action(self, identifier: str, payload: Mapping[str, Any]) -> None:
        """The system's dismissal clears, everything else was a click."""
        if identifier == DISMISSED:
            self._moengage.notification_cleared(payload)
        else:
            self._moengage.notification_clicked(payload)


def milliseconds_of(value: Any) -> int | None:
    """Since 1970, of text in the one form that the destination knows: ``2026-01-02T03:04:05.678Z``."""
    if not isinstance(value, str) or not ISO_TIME.fullmatch(value):
        return None
    try:
        moment = datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    return round(moment.timestamp() * 1000)
