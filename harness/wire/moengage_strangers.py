"""What a body sent to MoEngage holds that nobody knows, by name; an app's own attributes are never unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.calls import MOENGAGE
from harness.wire import moengage_keys as keys
from harness.wire.forms import FormError, parse_object
from harness.wire.known import Known, Strangers
from harness.wire.moengage_sender import Sender


def strangers_in_body(sender: Sender, body: Mapping[str, Any], form: Known | None) -> Strangers:
    """``form`` is that of the whole body; None where only the parts that say who sends it are known."""
    strangers = Strangers(MOENGAGE, sender.exchange.device, sender.exchange.id)
    if form is not None:
        strangers.fields(body, form, "body", "/", sender.ids)
    for part, known_part in (("query_params", keys.QUERY), ("meta", keys.META), ("identifiers", keys.IDENTIFIERS)):
        strangers.fields(body.get(part), known_part, part, f"/{part}", sender.ids)
    return strangers


def strangers_in_point(strangers: Strangers, sender: Sender, index: int, view: object) -> None:
    if not isinstance(view, dict):
        return
    place = f"/viewsInfo/{index}"
    strangers.fields(view, keys.POINT, "viewsInfo", place, sender.ids)
    strangers.fields(_customs(view), keys.CUSTOM, "EVENT_ATTRS_CUST", place, sender.ids)
    action = view.get("EVENT_ACTION")
    if isinstance(action, str) and keys.is_unknown(action):
        strangers.action(action, place, sender.ids)


def _customs(view: Mapping[str, Any]) -> object:
    """Android's are JSON text; text of another form is said by the decoder (facts: moengage.md 0.4)."""
    customs = view.get("EVENT_ATTRS_CUST")
    if not isinstance(customs, str):
        return customs
    try:
        return parse_object(customs, "EVENT_ATTRS_CUST")
    except FormError:
        return None
