"""MoEngage's names on the wire, the same on both platforms (moengage.md 2.1 and 2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from harness.virtual.facts import rests_on
from harness.virtual.sdk.org_json import double_text

UNIQUE_ID = "USER_ATTRIBUTE_UNIQUE_ID"
NAME = "USER_ATTRIBUTE_USER_NAME"
FIRST_NAME = "USER_ATTRIBUTE_USER_FIRST_NAME"
LAST_NAME = "USER_ATTRIBUTE_USER_LAST_NAME"
EMAIL = "USER_ATTRIBUTE_USER_EMAIL"
MOBILE = "USER_ATTRIBUTE_USER_MOBILE"
GENDER = "USER_ATTRIBUTE_USER_GENDER"
BIRTHDAY = "USER_ATTRIBUTE_USER_BDAY"
LOCATION = "USER_ATTRIBUTE_USER_LOCATION"
SEGMENT_ID = "USER_ATTRIBUTE_SEGMENT_ID"
MODIFIED_FROM = "USER_ID_MODIFIED_FROM"

USER = "uid"
"""The identity that is also ``identifiers.moe_user_id``."""
IDENTITY_KEYS = {
    UNIQUE_ID: USER,
    NAME: "u_n",
    FIRST_NAME: "u_fn",
    LAST_NAME: "u_ln",
    EMAIL: "u_em",
    MOBILE: "u_mb",
    GENDER: "u_gd",
    BIRTHDAY: "u_bd",
    LOCATION: "geo",
}
"""Attribute -> its short key among a user's identities."""
ATTRIBUTE_OF = {short: name for name, short in IDENTITY_KEYS.items()}

USER_ATTRIBUTE = "EVENT_ACTION_USER_ATTRIBUTE"
LOGOUT = "MOE_LOGOUT"
INSTALL = "INSTALL"
UPDATE = "UPDATE"
REINSTALL = "REINSTALL"
ACTIVITY_START = "EVENT_ACTION_ACTIVITY_START"
APP_EXIT = "MOE_APP_EXIT"
SESSION_START = "EVENT_ACTION_IOS_SESSION_START"
SESSION_END = "EVENT_ACTION_IOS_SESSION_END"

Form = Literal["plain", "timestamp", "location"]


@dataclass(frozen=True)
class GeoLocation:
    latitude: float
    longitude: float

    @rests_on("moengage.md 1.5", "likely")
    def text(self) -> str:
        """As it stands in ``EVENT_ATTRS_CUST.location``: the two numbers' own text, a comma between them."""
        return f"{double_text(self.latitude)},{double_text(self.longitude)}"
