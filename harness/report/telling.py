"""Actions, calls and what nobody could read in words: a line each, whatever is in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from harness.calls import Action, Call, Undecoded, Unknown
from harness.expectations.excerpt import one_line
from harness.pushes import campaign_of, title_of

MOST = 90
FETCHES = {"settings_fetched", "config_fetched", "in_app_fetched", "cards_fetched"}
LIFECYCLE = {"app_opened", "app_exited", "session_started", "session_ended"}
KINDS_BY_ITSELF: tuple[tuple[str, Collection[str]], ...] = (
    ("fetch", FETCHES),
    ("registration", {"device_registered"}),
    ("lifecycle", LIFECYCLE),
    ("install or update", {"app_installed", "app_updated", "app_reinstalled"}),
    ("notification", {"notification_received", "notification_clicked", "notification_cleared"}),
    ("about the device", {"device_attribute_set"}),
    ("about itself", {"telemetry_sent"}),
)


def describe_action(action: Action) -> str:
    """``track(name='A')``; of a push what it is, not all of its payload."""
    arguments: Mapping[str, Any] = action.arguments
    told = {"campaign": campaign_of(arguments.get("payload")), "title": title_of(arguments.get("payload"))}
    if any(told.values()):
        arguments = {**told, **{key: value for key, value in arguments.items() if key != "payload"}}
    said = ", ".join(f"{key}={short(value)}" for key, value in arguments.items() if value is not None)
    return one_line(f"{action.verb}({said})")


def describe_call(call: Call) -> str:
    """``track 'Order Completed' user=ada-1 {total: 19.5}``."""
    return one_line(SPECIAL.get(call.kind, _any_call)(call))


def describe_unread(what: Undecoded | Unknown) -> str:
    """``undecoded [ab12 /]: no JSON``, ``unknown field context.foo [ab12 /batch/0]``."""
    if isinstance(what, Undecoded):
        return one_line(f"undecoded [{what.source}]: {what.reason}")
    return one_line(f"unknown {what.what} {what.name} [{what.source}]")


def _any_call(call: Call) -> str:
    words = [call.kind, *([repr(call.name)] if call.name else []), *([f"user={call.user_id}"] if call.user_id else [])]
    data = {key: value for key, value in call.data.items() if value is not None and key != "form"}
    return " ".join([*words, *([short(data)] if data else [])])


def describe_by_itself(calls: Collection[Call]) -> str:
    """What an SDK did without being told: ``by itself: lifecycle``."""
    kinds = {call.kind for call in calls}
    if calls and all((call.name or "").startswith("Application ") for call in calls):
        return "by itself: lifecycle"
    return next((f"by itself: {word}" for word, known in KINDS_BY_ITSELF if kinds and kinds <= set(known)), "by itself")


def _settings(call: Call) -> str:
    """What the answer says: that, not the request, is what steers the SDK."""
    if "problem" in call.data:
        return f"settings fetched: {call.data['problem']}"
    if "integrations" not in call.data:
        return f"settings fetched: {call.status or 'no answer'}"
    if "MoEngage" not in call.data["integrations"]:
        return "settings fetched: MoEngage off"
    workspace = call.data.get("workspace_id")
    return f"settings fetched: MoEngage on ({'no workspace' if workspace is None else workspace})"


def _config(call: Call) -> str:
    document = call.data.get("document")
    if document is None:
        return f"sdkconfig fetched: {call.status or 'no answer'}"
    return f"sdkconfig fetched: {short(document) if document else 'all defaults'}"


def _registration(call: Call) -> str:
    token = call.data.get("push_token")
    return f"device registered, push token {short(token)}" if token else "device registered, no push token"


def _notification(call: Call) -> str:
    said = [call.kind.replace("_", " "), repr(call.data.get("campaign_id"))]
    return " ".join([*said, *([f"user={call.user_id}"] if call.user_id else [])])


SPECIAL: dict[str, Callable[[Call], str]] = {
    "settings_fetched": _settings,
    "config_fetched": _config,
    "device_registered": _registration,
    "notification_received": _notification,
    "notification_clicked": _notification,
    "notification_cleared": _notification,
}


def short(value: object, most: int = MOST) -> str:
    text = repr(value)
    return text if len(text) <= most else text[: most - 1] + "…"
