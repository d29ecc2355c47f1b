"""What MoEngage gets on the phone it does not get again from Segment's servers, and every message says which it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from harness.calls import Call, Note
from harness.findings import Flaw
from harness.traffic import Traffic, once_each

SEVERITY = "error"

DESTINATION = "MoEngage"
PAST = ("write_stored", "reinstall", "go_offline")
"""After these the SDK may have other settings than those that were answered."""


def judge(traffic: Traffic) -> Iterator[Flaw]:
    """``_metadata`` steers the servers: device mode is in ``bundled`` (facts: segment.md 3.2, 3.6 and 12). An app may
    leave the plugin out, or add it late: until then the servers deliver, and ``unbundled`` says so."""
    served = _served(traffic)
    twice = _delivered_without_being_bundled(traffic)
    for call in traffic.segment:
        bundled, unbundled = _listed(call, "bundled"), _listed(call, "unbundled")
        if DESTINATION in bundled and DESTINATION in unbundled:
            yield Flaw(call.source, f"{DESTINATION} stands in bundled and in unbundled")
        elif call.kind == "track" and call.name in twice and DESTINATION in unbundled:
            yield Flaw(call.source, f"{DESTINATION} gets this twice: on the phone, and from the servers (unbundled)")
        elif served == {True} and DESTINATION not in (*bundled, *unbundled):
            yield Flaw(call.source, f"{DESTINATION} is served on the phone, but missing in _metadata.bundled")
        elif served == {False} and DESTINATION in bundled:
            yield Flaw(call.source, f"the settings have no {DESTINATION}, but it stands in _metadata.bundled")


def _delivered_without_being_bundled(traffic: Traffic) -> set[str | None]:
    """Events that MoEngage got on the phone more often than messages say so: the plugin may have been added late."""
    got = Counter(call.name for call in once_each(traffic.moengage) if call.kind == "event_tracked")
    said = Counter(call.name for call in once_each(traffic.segment) if DESTINATION in _listed(call, "bundled"))
    return {name for name, count in got.items() if count > said[name]}


def _served(traffic: Traffic) -> set[bool]:
    """Whether the settings had the destination, each time they were answered; empty where the SDKs may think otherwise:
    of a document that a test changed, of settings that an older version left."""
    if traffic.count(*PAST) or any(_is_of_settings(note) for _, note in traffic.notes):
        return set()
    fetched = [call for _, call in traffic.calls if call.kind == "settings_fetched"]
    if not all("integrations" in call.data and traffic.is_acknowledged(call) for call in fetched):
        return set()
    return {DESTINATION in call.data["integrations"] for call in fetched}


def _is_of_settings(note: Note) -> bool:
    return note.kind == "settings" or (note.kind == "condition" and " settings" in note.text)


def _listed(call: Call, name: str) -> list[object]:
    metadata = call.raw.get("_metadata")
    listed = metadata.get(name) if isinstance(metadata, Mapping) else None
    return listed if isinstance(listed, list) else []
