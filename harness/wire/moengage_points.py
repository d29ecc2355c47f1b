"""One data point of a MoEngage report -> calls (facts: moengage.md 2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.calls import Call, Undecoded
from harness.wire.forms import FormError, describe, needed_text, object_or_empty, parse_object
from harness.wire.moengage_sender import Sender
from harness.wire.moengage_times import read_customs, read_local_time, read_milliseconds

UNIQUE_ID = "USER_ATTRIBUTE_UNIQUE_ID"
MODIFIED_FROM = "USER_ID_MODIFIED_FROM"
ATTRIBUTES = {
    "EVENT_ACTION_USER_ATTRIBUTE": "attribute_set",
    "EVENT_ACTION_DEVICE_ATTRIBUTE": "device_attribute_set",
}
KINDS = {
    "MOE_LOGOUT": "signed_out",
    "INSTALL": "app_installed",
    "UPDATE": "app_updated",
    "REINSTALL": "app_reinstalled",
    "EVENT_ACTION_ACTIVITY_START": "app_opened",
    "MOE_APP_EXIT": "app_exited",
    "EVENT_ACTION_IOS_SESSION_START": "session_started",
    "EVENT_ACTION_IOS_SESSION_END": "session_ended",
    "NOTIFICATION_RECEIVED_MOE": "notification_received",
    "NOTIFICATION_RECEIVED_IOS_MOE": "notification_received",
    "NOTIFICATION_CLICKED_MOE": "notification_clicked",
    "NOTIFICATION_CLICKED_IOS_MOE": "notification_clicked",
    "NOTIFICATION_CLEARED_MOE": "notification_cleared",
    "NOTIFICATION_DISMISSED_IOS_MOE": "notification_cleared",
}
"""EVENT_ACTION -> kind; every other action is an event that the app tracked, or one of the SDK's own by its name."""
CAMPAIGN_KEYS = ("gcm_campaign_id", "moe_campaign_id")
"""Where a notification's campaign stands: on Android (moengage.md 2.2), and on iOS (a guess)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A data point, its attributes decoded from whichever form the platform gave them."""

    index: int
    action: str
    values: Mapping[str, Any]
    dates: Mapping[str, int]
    locations: Mapping[str, str]
    raw: Mapping[str, Any]

    @property
    def place(self) -> str:
        return f"/viewsInfo/{self.index}"

    @property
    def number(self) -> str:
        return f"/{self.index}"

    def form(self, name: str) -> str:
        return "timestamp" if name in self.dates else "location" if name in self.locations else "plain"


def decode_point(sender: Sender, index: int, view: object) -> list[Call | Undecoded]:
    try:
        return list(_calls_of(sender, _read_point(sender, index, view)))
    except FormError as problem:
        return [sender.undecoded(f"/viewsInfo/{index}", str(problem))]


def _read_point(sender: Sender, index: int, view: object) -> Point:
    if not isinstance(view, dict):
        raise FormError(f"the data point is {describe(view)}, not an object")
    action = needed_text(view, "EVENT_ACTION")
    attributes = _read_nested(sender, view, "EVENT_ATTRS")
    dates, locations = read_customs(_read_nested(sender, view, "EVENT_ATTRS_CUST"))
    raw: dict[str, Any] = {**view, "dates": tuple(dates), "locations": tuple(locations)}
    if "EVENT_G_TIME" in view:
        raw["at_ms"] = read_milliseconds(view["EVENT_G_TIME"], "EVENT_G_TIME")
    if "EVENT_L_TIME" in view:
        raw["local_time"] = read_local_time(view["EVENT_L_TIME"], "EVENT_L_TIME")
    return Point(index, action, {**attributes, **dates, **locations}, dates, locations, raw)


def _read_nested(sender: Sender, view: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Android sends JSON text inside a string, iOS an object; neither may send the other's (moengage.md 0.4)."""
    value = view.get(key)
    if isinstance(value, str) and sender.platform != "ios":
        return parse_object(value, key)
    if key in view and sender.platform == "android":
        raise FormError(f"{key} is {describe(value)}, not JSON text as Android sends it")
    return object_or_empty(view, key)


def _calls_of(sender: Sender, point: Point) -> list[Call]:
    if point.action in ATTRIBUTES:
        return _attribute_calls(sender, point)
    kind = KINDS.get(point.action, "event_tracked")
    name = point.action if kind == "event_tracked" else None
    return [sender.call(kind, point.place, name=name, data=_data(kind, point), raw=point.raw, number=point.number)]


def _data(kind: str, point: Point) -> Mapping[str, Any]:
    """The attributes; of a logout whether it was forced, of a notification its campaign under one name."""
    if kind == "signed_out":
        return {"forced": point.values.get("type") == "forced"}
    if kind.startswith("notification_"):
        campaign = next((point.values[key] for key in CAMPAIGN_KEYS if key in point.values), None)
        return {**point.values, "campaign_id": campaign}
    return point.values


def _attribute_calls(sender: Sender, point: Point) -> list[Call]:
    """One call per attribute; a point holds one, but more must not be lost."""
    names = list(point.values)
    if not names:
        raise FormError(f"{point.action} sets no attribute")
    if point.action == "EVENT_ACTION_USER_ATTRIBUTE" and UNIQUE_ID in names:
        rest = [name for name in names if name not in (UNIQUE_ID, MODIFIED_FROM)]
        return [_identity_call(sender, point), *(_attribute_call(sender, point, name) for name in rest)]
    if len(names) == 1:
        return [_attribute_call(sender, point, names[0], point.number)]
    return [_attribute_call(sender, point, name) for name in names]


def _attribute_call(sender: Sender, point: Point, name: str, number: str = "") -> Call:
    data = {"value": point.values[name], "form": point.form(name)}
    numbered = number or f"{point.number}/{name}"
    return sender.call(ATTRIBUTES[point.action], point.place, name=name, data=data, raw=point.raw, number=numbered)


def _identity_call(sender: Sender, point: Point) -> Call:
    user_id = needed_text(point.values, UNIQUE_ID)
    kind, data = "signed_in", {}
    if MODIFIED_FROM in point.values:
        kind, data = "aliased", {"previous_id": needed_text(point.values, MODIFIED_FROM)}
    return sender.call(kind, point.place, user_id=user_id, data=data, raw=point.raw, number=point.number)
