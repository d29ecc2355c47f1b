"""Pushes of MoEngage's: how a platform's payload is told from others, and what its events say (moengage.md 2.2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_keys import (
    CLEARED,
    CLICKED,
    IOS_CLICKED,
    IOS_DISMISSED,
    IOS_RECEIVED,
    RECEIVED,
)

Payload = Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """A platform's events of a notification."""

    received: str
    clicked: str
    cleared: str


class Campaigns(Protocol):
    names: Names
    needs_metadata: bool
    """Whether the SDK must be given icons to show one."""

    def is_ours(self, payload: Payload) -> bool: ...
    def campaign_of(self, payload: Payload) -> str:
        """The campaign's id; "" where there is none."""
        ...

    def addressee_of(self, payload: Payload) -> str:
        """The workspace that the push is for; "" where it does not say."""
        ...

    def attributes_of(self, payload: Payload) -> dict[str, Any]: ...
    def is_visible(self, payload: Payload) -> bool: ...
    def page_of(self, payload: Payload) -> str:
        """The web page that it opens inside the app (rich landing); "" where it opens none."""
        ...


class AndroidCampaigns:
    """A flat map of texts."""

    names = Names(RECEIVED, CLICKED, CLEARED)
    needs_metadata = True

    @rests_on("moengage.md 2.2", "likely")
    def is_ours(self, payload: Payload) -> bool:
        return payload.get("push_from") == "moengage"

    @rests_on("moengage.md 2.2", "likely")
    def campaign_of(self, payload: Payload) -> str:
        return text_of(payload.get("gcm_campaign_id"))

    @rests_on("moengage.md 2.2", "likely")
    def addressee_of(self, payload: Payload) -> str:
        return text_of(payload.get("moe_app_id"))

    @rests_on("moengage.md 2.2", "likely")
    def attributes_of(self, payload: Payload) -> dict[str, Any]:
        """The campaign's id, and what ``moe_cid_attr`` (JSON text) says of the campaign."""
        return {"gcm_campaign_id": self.campaign_of(payload), **parse_attributes(payload.get("moe_cid_attr"))}

    @rests_on("moengage.md 2.2", "guess")
    def is_visible(self, payload: Payload) -> bool:
        """One without a text is silent."""
        return bool(text_of(payload.get("gcm_title")) or text_of(payload.get("gcm_alert")))

    @rests_on('the page, "Declare and configure Rich Landing Activity"', "likely")
    def page_of(self, payload: Payload) -> str:
        """The keys are those of payloads that apps have published."""
        is_web = payload.get("gcm_notificationType") == "gcm_webNotification"
        return text_of(payload.get("gcm_webUrl")) if is_web else ""


class IosCampaigns:
    """An object named ``moengage`` beside ``aps``."""

    names = Names(IOS_RECEIVED, IOS_CLICKED, IOS_DISMISSED)
    needs_metadata = False

    @rests_on("moengage.md 2.2", "guess")
    def is_ours(self, payload: Payload) -> bool:
        return isinstance(payload.get("moengage"), Mapping)

    @rests_on("moengage.md 2.2", "guess")
    def campaign_of(self, payload: Payload) -> str:
        return text_of(own_part(payload).get("cid"))

    @rests_on("moengage.md 2.2", "guess")
    def addressee_of(self, payload: Payload) -> str:
        return text_of(own_part(payload).get("app_id"))

    @rests_on("moengage.md 2.2", "guess")
    def attributes_of(self, payload: Payload) -> dict[str, Any]:
        return {"moe_campaign_id": self.campaign_of(payload)}

    @rests_on("moengage.md 2.2", "guess")
    def is_visible(self, payload: Payload) -> bool:
        aps = payload.get("aps")
        return isinstance(aps, Mapping) and bool(aps.get("alert"))

    @rests_on("moengage.md 2.2", "guess")
    def page_of(self, payload: Payload) -> str:  # noqa: ARG002 - every platform is asked
        """How a push names one on iOS is not known."""
        return ""


def own_part(payload: Payload) -> Payload:
    part = payload.get("moengage")
    return part if isinstance(part, Mapping) else {}


def text_of(value: object) -> str:
    """Blank text is none."""
    return value if isinstance(value, str) and value.strip() else ""


def parse_attributes(text: object) -> dict[str, Any]:
    """{} for anything but JSON text of an object; nulls are left out, as org.json does."""
    try:
        said = json.loads(text) if isinstance(text, str) else {}
    except (ValueError, RecursionError):
        return {}
    return {name: value for name, value in said.items() if value is not None} if isinstance(said, dict) else {}
