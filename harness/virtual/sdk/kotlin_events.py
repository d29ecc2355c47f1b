"""Events of analytics-kotlin: what is in them from the start, and their form in a batch."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.clock import iso_utc
from harness.virtual.facts import rests_on
from harness.virtual.sdk.seams import Process

Event = dict[str, Any]

WIRE_ORDER = {
    "track": "properties event type messageId anonymousId integrations context userId _metadata timestamp",
    "identify": "userId traits type messageId anonymousId integrations context timestamp _metadata",
    "screen": "name category properties type messageId anonymousId context integrations userId timestamp _metadata",
    "group": "groupId traits type messageId anonymousId integrations context userId _metadata timestamp",
    "alias": "userId previousId type messageId anonymousId integrations context timestamp _metadata",
}
"""Keys as the releases write them, seen in the captures of 1.19.2 and 1.27.0."""


@dataclass
class Message:
    """One call on its way through the plugins, and what it adds to the event's ``integrations`` and ``context``.

    Unlike on the wire the event always has ``userId`` (blank: nobody) and its traits (empty: none).
    """

    event: Event
    enrichment: Mapping[str, Any] | None = None
    context: Mapping[str, Any] | None = None


@rests_on("segment.md 2.3")
def track_event(name: str, properties: Mapping[str, Any] | None) -> Event:
    return _event("track", event=name, properties=_object(properties), userId="")


@rests_on("segment.md 2.3")
def identify_event(user_id: str, traits: Mapping[str, Any] | None) -> Event:
    return _event("identify", userId=user_id, traits=_object(traits))


@rests_on("segment.md 2.3")
def screen_event(name: str, category: str | None, properties: Mapping[str, Any] | None) -> Event:
    return _event("screen", name=name, category=category or "", properties=_object(properties), userId="")


@rests_on("segment.md 2.3")
def group_event(group_id: str, traits: Mapping[str, Any] | None) -> Event:
    return _event("group", groupId=group_id, traits=_object(traits), userId="")


@rests_on("segment.md 2.3")
def alias_event(new_id: str, previous_id: str) -> Event:
    return _event("alias", userId=new_id, previousId=previous_id)


def _event(kind: str, **fields: Any) -> Event:
    return {"type": kind, **fields}


def _object(given: Mapping[str, Any] | None) -> dict[str, Any]:
    return copy.deepcopy(dict(given or {}))


@rests_on("segment.md 2.2")
def stamp(event: Event, process: Process) -> None:
    """When the app makes the call, and again when the start-up queue lets it go."""
    event["messageId"] = str(process.draws.uuid())
    event["timestamp"] = iso_utc(process.clock.wall())
    event["context"] = {}
    event["_metadata"] = {"bundled": [], "unbundled": [], "bundledIds": []}


@rests_on("segment.md 2.2")
def encode(event: Event) -> str:
    """Compact JSON; a blank userId and empty traits are left out. Raises ValueError for what is no number of JSON."""
    keys = WIRE_ORDER[event["type"]].split()
    said = {key: event[key] for key in keys if key in event and not _is_left_out(key, event[key])}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _is_left_out(key: str, value: Any) -> bool:
    return (key == "userId" and not value.strip()) or (key == "traits" and not value)
