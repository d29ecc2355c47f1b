"""Which action explains which call: by the data of both (name, user, token, campaign), never by their time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from harness.calls import Action, Call
from harness.patterns.moengage import wire_key
from harness.pushes import campaign_of

Arguments = Mapping[str, Any]
Rule = Callable[[Arguments, Call], bool]

FROM_ADDRESS = ("city", "country", "state")
"""Android's destination copies them out of ``address`` (facts: moengage.md 3.2)."""
PERMISSION = {True: "MOE_PUSH_PERMISSION_STATE_ALLOWED", False: "MOE_PUSH_PERMISSION_STATE_BLOCKED"}


@dataclass(frozen=True)
class Before:
    """What had been seen before an action: campaigns of pushes, push tokens."""

    campaigns: frozenset[str] = frozenset()
    tokens: frozenset[str] = frozenset()


NOTHING = Before()


def explains(action: Action, call: Call, before: Before = NOTHING) -> bool:
    """What an action does not name is known by what came before: a tap is of a push, a new token of a rotation."""
    if (action.verb, call.kind) not in RULES:
        return False
    said = action.arguments
    if action.verb in ("tap_notification", "clear_notification") and "campaign" not in said:
        return any(one == call.data.get("campaign_id") for one in before.campaigns)
    if call.kind == "device_registered" and "token" not in said:
        token = call.data.get("push_token")
        return token is not None and token not in before.tokens
    return RULES[(action.verb, call.kind)](said, call)


def _same_user(said: Arguments, call: Call) -> bool:
    return said.get("user_id") in (None, call.user_id)


def _a_trait(said: Arguments, call: Call) -> bool:
    traits = said.get("traits") or {}
    address = traits.get("address")
    copied = [key for key in FROM_ADDRESS if isinstance(address, Mapping) and key in address]
    return call.name in {*traits, *map(wire_key, traits), *copied}


def _same_name(said: Arguments, call: Call) -> bool:
    return said.get("name") == call.name


def _same_group(said: Arguments, call: Call) -> bool:
    return said.get("group_id") == call.name


def _same_token(said: Arguments, call: Call) -> bool:
    return bool(said["token"] == call.data.get("push_token"))


def _same_campaign(said: Arguments, call: Call) -> bool:
    campaign = said.get("campaign") or campaign_of(said.get("payload"))
    return campaign is not None and campaign == call.data.get("campaign_id")


def _same_link(said: Arguments, call: Call) -> bool:
    return said.get("url") is not None and said["url"] == call.data.get("url")


def _status(status: str) -> Rule:
    return lambda said, _: str(said.get("status", "")).upper() == status


def _push_opted(said: Arguments, call: Call) -> bool:
    return call.name == "moe_push_opted" and call.data.get("value") is said.get("accept")


def _permission(said: Arguments, call: Call) -> bool:
    return call.name is not None and call.name == PERMISSION.get(bool(said.get("accept")))


def _in_app(_: Arguments, call: Call) -> bool:
    return call.name is not None and call.name.startswith("MOE_IN_APP_")


def _always(_: Arguments, __: Call) -> bool:
    return True


RULES: dict[tuple[str, str], Rule] = {
    ("identify", "identify"): _same_user,
    ("identify", "signed_in"): _same_user,
    ("identify", "attribute_set"): _a_trait,
    ("track", "track"): _same_name,
    ("track", "event_tracked"): _same_name,
    ("screen", "screen"): _same_name,
    ("page", "page"): _same_name,
    ("group", "group"): _same_group,
    ("alias", "alias"): _same_user,
    ("alias", "aliased"): _same_user,
    ("alias", "signed_in"): _same_user,
    ("reset", "signed_out"): _always,
    ("register_push_token", "device_registered"): _same_token,
    ("rotate_push_token", "device_registered"): _same_token,
    ("receive_push", "notification_received"): _same_campaign,
    ("tap_notification", "notification_clicked"): _same_campaign,
    ("clear_notification", "notification_cleared"): _same_campaign,
    ("app_status", "app_installed"): _status("INSTALL"),
    ("app_status", "app_updated"): _status("UPDATE"),
    ("answer_permission", "device_attribute_set"): _push_opted,
    ("answer_permission", "event_tracked"): _permission,
    ("open_link", "track"): _same_link,
    ("open_link", "event_tracked"): _same_link,
    ("delete_user", "user_deleted"): _always,
    ("show_in_app", "event_tracked"): _in_app,
    ("fetch_cards", "cards_fetched"): _always,
}
"""Verb, kind of call -> what both must say alike. What stands here for no verb has a row of its own."""
