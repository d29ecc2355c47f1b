"""Events of analytics-swift: what is in them from the start, and their form in a batch."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.clock import iso_utc
from harness.virtual.facts import rests_on
from harness.virtual.sdk.seams import Process
from harness.virtual.sdk.swift_state import State

Event = dict[str, Any]


@dataclass
class Message:
    """One call on its way through the plugins, and what it adds to the event's ``integrations`` and ``context``."""

    event: Event
    enrichment: Mapping[str, Any] | None = None
    context: Mapping[str, Any] | None = None


@rests_on("segment.md 2.3")
def make_event(kind: str, **fields: Any) -> Event:
    """What is nil has no key, unlike on Android."""
    return {"type": kind, **{key: _owned(value) for key, value in fields.items() if value is not None}}


def _owned(value: Any) -> Any:
    return copy.deepcopy(dict(value) if isinstance(value, Mapping) else value)


@rests_on("segment.md 2.2")
def stamp(event: Event, process: Process, state: State) -> None:
    """When the app makes the call, for good: the start-up queue changes none of it (segment.md 3.4)."""
    event["messageId"] = upper_uuid(process)
    event["timestamp"] = iso_utc(process.clock.wall())
    event["anonymousId"] = state.anonymous_id
    user_id = event.get("userId", state.user_id)
    if user_id is not None:
        event["userId"] = user_id
    event["integrations"] = {}
    event["_metadata"] = {"bundled": [], "unbundled": [], "bundledIds": []}


def upper_uuid(process: Process) -> str:
    return str(process.draws.uuid()).upper()


@rests_on("segment.md 11", "likely")
def encode(event: Event) -> str:
    """NaN and infinities become 0 (row 50), and slashes are escaped (row 49)."""
    return json.dumps(_finite(event), ensure_ascii=False, separators=(",", ":")).replace("/", "\\/")


def _finite(value: Any) -> Any:
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return 0
    if isinstance(value, Mapping):
        return {key: _finite(one) for key, one in value.items()}
    return [_finite(one) for one in value] if isinstance(value, list | tuple) else value
