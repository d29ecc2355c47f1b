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
DEVICE_ATTRIBUTE = "EVENT_ACTION_DEVICE_ATTRIBUTE"
PUSH_OPTED = "moe_push_opted"
"""The device attribute that says whether notifications are allowed."""
LOGOUT = "MOE_LOGOUT"
INSTALL = "INSTALL"
UPDATE = "UPDATE"
REINSTALL = "REINSTALL"
ACTIVITY_START = "EVENT_ACTION_ACTIVITY_START"
APP_EXIT = "MOE_APP_EXIT"
SESSION_START = "EVENT_ACTION_IOS_SESSION_START"
SESSION_END = "EVENT_ACTION_IOS_SESSION_END"

TOKEN = "TOKEN_EVENT"
PUSH_ALLOWED, PUSH_BLOCKED = "MOE_PUSH_PERMISSION_STATE_ALLOWED", "MOE_PUSH_PERMISSION_STATE_BLOCKED"
RECEIVED, CLICKED, CLEARED = "NOTIFICATION_RECEIVED_MOE", "NOTIFICATION_CLICKED_MOE", "NOTIFICATION_CLEARED_MOE"
IOS_RECEIVED, IOS_CLICKED = "NOTIFICATION_RECEIVED_IOS_MOE", "NOTIFICATION_CLICKED_IOS_MOE"
IOS_DISMISSED = "NOTIFICATION_DISMISSED_IOS_MOE"

FLUSH_EVENTS = (RECEIVED, IOS_RECEIVED, "MOE_NOTIFICATION_RECEIVED_PA_PLUS")
"""Sent at once, whatever the server adds to them (moengage.md 4.2); that iOS has its own name there is likely."""
UNSTOPPABLE = (
    RECEIVED, CLICKED, IOS_RECEIVED, IOS_CLICKED, TOKEN, INSTALL, UPDATE, ACTIVITY_START, APP_EXIT,
    "MOE_IN_APP_SHOWN", "MOE_IN_APP_CLICKED", "MOE_IN_APP_AUTO_DISMISS", "MOE_IN_APP_DISMISSED",
    "MOE_CARD_DELIVERED", "MOE_CARD_IMPRESSION", "MOE_CARD_CLICKED", "MOE_CARD_DISMISSED", "MOE_CARD_INBOX_CLICKED",
    "EVENT_ACTION_COUPON_CODE_COPY", "NOTIFICATION_OFFLINE_MOE", "DT_CAMPAIGN_SCHEDULED", "MOE_APP_RATED",
    "MOE_PERSONALIZATION_MESSAGE_SHOWN", "MOE_PERSONALIZATION_MESSAGE_CLICKED",
    "MOE_OFFERING_SHOWN", "MOE_OFFERING_CLICKED", SESSION_START, SESSION_END,
)  # fmt: skip
"""Still tracked when data tracking is off, whatever the server adds to them (moengage.md 4.2). Android's list was read;
the names of iOS stand for their Android relatives."""

Form = Literal["plain", "timestamp", "location"]


@dataclass(frozen=True)
class GeoLocation:
    latitude: float
    longitude: float

    @rests_on("moengage.md 1.5", "likely")
    def text(self) -> str:
        """As it stands in ``EVENT_ATTRS_CUST.location``: the two numbers' own text, a comma between them."""
        return f"{double_text(self.latitude)},{double_text(self.longitude)}"
