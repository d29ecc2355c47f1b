"""What MoEngage gets on the phone it does not get again from Segment's servers, and every message says which it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harness.calls import Call
from harness.findings import Flaw
from harness.traffic import Traffic

SEVERITY = "error"

DESTINATION = "MoEngage"
PAST = ("write_stored", "reinstall")


def judge(traffic: Traffic) -> Iterator[Flaw]:
    """Facts: segment.md 3.2, 3.6 and 12: ``_metadata`` steers the servers, and device mode is in ``bundled``."""
    served = _served(traffic)
    is_delivered = any(call.kind == "event_tracked" for call in traffic.moengage)
    for call in traffic.segment:
        bundled, unbundled = _listed(call, "bundled"), _listed(call, "unbundled")
        if DESTINATION in bundled and DESTINATION in unbundled:
            yield Flaw(call.source, f"{DESTINATION} stands in bundled and in unbundled")
        elif is_delivered and DESTINATION in unbundled:
            yield Flaw(call.source, f"{DESTINATION} gets this twice: on the phone, and from the servers (unbundled)")
        elif served == {True} and DESTINATION not in bundled and not _is_cloud(traffic, call):
            yield Flaw(call.source, f"{DESTINATION} is served on the phone, but missing in _metadata.bundled")
        elif served == {False} and DESTINATION in bundled:
            yield Flaw(call.source, f"the settings have no {DESTINATION}, but it stands in _metadata.bundled")


def _is_cloud(traffic: Traffic, call: Call) -> bool:
    """Somebody else's app may leave the plugin out: then the servers deliver."""
    return not traffic.is_told and DESTINATION in _listed(call, "unbundled")


def _served(traffic: Traffic) -> set[bool]:
    """Whether the settings had the destination, each time they were answered; empty where the SDKs may think otherwise:
    of a document that a test changed, of settings that an older version left."""
    if any(action.verb in PAST for _, action in traffic.actions) or any(
        note.kind == "settings" for _, note in traffic.notes
    ):
        return set()
    fetched = [call for _, call in traffic.calls if call.kind == "settings_fetched"]
    if not all("integrations" in call.data for call in fetched):
        return set()
    return {DESTINATION in call.data["integrations"] for call in fetched}


def _listed(call: Call, name: str) -> list[object]:
    metadata = call.raw.get("_metadata")
    listed = metadata.get(name) if isinstance(metadata, Mapping) else None
    return listed if isinstance(listed, list) else []
