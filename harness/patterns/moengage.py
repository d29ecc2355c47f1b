"""Patterns of what MoEngage receives, as past participles: ``expect(moengage).to_receive(signed_in(ada))``."""

from __future__ import annotations

from typing import Unpack

from harness.calls import MOENGAGE
from harness.patterns.fields import ANYONE, ANYTHING
from harness.patterns.pattern import More, Pattern, id_of, said

WIRE_KEYS = {
    "email": "USER_ATTRIBUTE_USER_EMAIL",
    "name": "USER_ATTRIBUTE_USER_NAME",
    "firstName": "USER_ATTRIBUTE_USER_FIRST_NAME",
    "lastName": "USER_ATTRIBUTE_USER_LAST_NAME",
    "phone": "USER_ATTRIBUTE_USER_MOBILE",
    "gender": "USER_ATTRIBUTE_USER_GENDER",
    "birthday": "USER_ATTRIBUTE_USER_BDAY",
    "location": "USER_ATTRIBUTE_USER_LOCATION",
    "anonymousId": "USER_ATTRIBUTE_SEGMENT_ID",
}
"""Segment's trait -> MoEngage's attribute, on both platforms (facts: moengage.md 2.1, 3.3)."""


def wire_key(trait: str) -> str:
    """The attribute that a trait becomes; a custom one keeps its name."""
    return WIRE_KEYS.get(trait, trait)


def signed_in(user: object = ANYONE, **more: Unpack[More]) -> Pattern:
    return Pattern(MOENGAGE, "signed_in", said(user_id=id_of(user), **more))


def signed_out(*, forced: object = ANYTHING, **more: Unpack[More]) -> Pattern:
    """``forced``: by the SDK itself, because another user signed in."""
    return Pattern(MOENGAGE, "signed_out", said(forced=forced, **more))


def user_aliased(new: object = ANYONE, *, previous: object = ANYTHING, **more: Unpack[More]) -> Pattern:
    return Pattern(MOENGAGE, "aliased", said(user_id=id_of(new), previous_id=id_of(previous), **more))


def attribute_set(
    name: object = ANYTHING, value: object = ANYTHING, *, user: object = ANYONE, **more: Unpack[More]
) -> Pattern:
    """``name`` is Segment's trait or MoEngage's attribute; a date is a number of milliseconds, a place ``lat,lon``."""
    key = wire_key(name) if isinstance(name, str) else name
    return Pattern(MOENGAGE, "attribute_set", said(name=key, value=value, user_id=id_of(user), **more))


def device_attribute_set(name: object = ANYTHING, value: object = ANYTHING, **more: Unpack[More]) -> Pattern:
    return Pattern(MOENGAGE, "device_attribute_set", said(name=name, value=value, **more))


def event_tracked(
    name: object = ANYTHING, user: object = ANYONE, *, properties: object = ANYTHING, **more: Unpack[More]
) -> Pattern:
    return Pattern(MOENGAGE, "event_tracked", said(name=name, user_id=id_of(user), **more), properties)


def device_registered(push_token: object = ANYTHING, **more: Unpack[More]) -> Pattern:
    """``device_registered(ABSENT)``: without a push token."""
    return Pattern(MOENGAGE, "device_registered", said(push_token=push_token, **more))


def config_fetched(document: object = ANYTHING, **more: Unpack[More]) -> Pattern:
    """``document`` is what was answered; ABSENT where that was no configuration."""
    return Pattern(MOENGAGE, "config_fetched", said(document=document, **more))


def app_opened(*, properties: object = ANYTHING, **more: Unpack[More]) -> Pattern:
    """Android: at every foreground, and once per new screen (facts: moengage.md 2.2)."""
    return Pattern(MOENGAGE, "app_opened", said(**more), properties)


def app_exited(**more: Unpack[More]) -> Pattern:
    """Android: the app went to the background."""
    return Pattern(MOENGAGE, "app_exited", said(**more))


def session_started(**more: Unpack[More]) -> Pattern:
    """iOS: once per session."""
    return Pattern(MOENGAGE, "session_started", said(**more))


def session_ended(**more: Unpack[More]) -> Pattern:
    return Pattern(MOENGAGE, "session_ended", said(**more))


def app_installed(*, properties: object = ANYTHING, **more: Unpack[More]) -> Pattern:
    return Pattern(MOENGAGE, "app_installed", said(**more), properties)


def app_updated(*, properties: object = ANYTHING, **more: Unpack[More]) -> Pattern:
    return Pattern(MOENGAGE, "app_updated", said(**more), properties)


def app_reinstalled(*, properties: object = ANYTHING, **more: Unpack[More]) -> Pattern:
    """iOS: by itself, where the keychain remembers the app (facts: moengage.md 2.2)."""
    return Pattern(MOENGAGE, "app_reinstalled", said(**more), properties)


def notification_received(
    campaign: object = ANYTHING, user: object = ANYONE, *, properties: object = ANYTHING, **more: Unpack[More]
) -> Pattern:
    """``campaign`` is the payload's: ``gcm_campaign_id`` on Android, ``moengage.cid`` on iOS."""
    return _notification("notification_received", campaign, user, properties, **more)


def notification_clicked(
    campaign: object = ANYTHING, user: object = ANYONE, *, properties: object = ANYTHING, **more: Unpack[More]
) -> Pattern:
    return _notification("notification_clicked", campaign, user, properties, **more)


def notification_cleared(
    campaign: object = ANYTHING, user: object = ANYONE, *, properties: object = ANYTHING, **more: Unpack[More]
) -> Pattern:
    """Swiped away, or cleared with all others."""
    return _notification("notification_cleared", campaign, user, properties, **more)


def _notification(kind: str, campaign: object, user: object, properties: object, **more: Unpack[More]) -> Pattern:
    return Pattern(MOENGAGE, kind, said(campaign_id=campaign, user_id=id_of(user), **more), properties)


def in_app_fetched(**more: Unpack[More]) -> Pattern:
    """The in-app campaigns that the app may show were asked for."""
    return Pattern(MOENGAGE, "in_app_fetched", said(**more))


def cards_fetched(**more: Unpack[More]) -> Pattern:
    return Pattern(MOENGAGE, "cards_fetched", said(**more))


def user_deleted(user: object = ANYONE, **more: Unpack[More]) -> Pattern:
    """The app asked MoEngage to forget its user."""
    return Pattern(MOENGAGE, "user_deleted", said(user_id=id_of(user), **more))


def requested(purpose: object = ANYTHING, **more: Unpack[More]) -> Pattern:
    """A request of a module beside data tracking: ``requested("remote log")``."""
    return Pattern(MOENGAGE, "requested", said(name=purpose, **more))
