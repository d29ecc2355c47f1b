"""Counts and ids that stand in several places of a request agree: write key, workspace, environment, data points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from harness.calls import Call, Exchange, Undecoded
from harness.findings import Flaw
from harness.traffic import Traffic

SEVERITY = "error"

WORKSPACE_IN_PATH = re.compile(r"/(?:v3/sdkconfig/(?:android|ios)|v2/sdk/(?:device|report))/([^/]+)$")
DEBUG = "_DEBUG"


def judge(traffic: Traffic) -> Iterator[Flaw]:
    """Facts: segment.md 12, moengage.md 1.3 to 1.6 and 7."""
    yield from _write_keys(traffic)
    for exchange in traffic.to_vendors:
        calls = traffic.in_exchange.get(exchange.id, [])
        if calls and calls[0].vendor == "moengage":
            yield from _flaws_of(exchange, calls[0])
    yield from _environments(traffic)
    yield from (Flaw(what.source, what.reason) for what in miscounts(traffic))


def miscounts(traffic: Traffic) -> Iterator[Undecoded]:
    """What the decoder says of a report whose ``viewsCount`` is not the number of its points."""
    for entry in traffic.entries:
        if isinstance(entry.what, Undecoded) and entry.what.source.endswith(" /viewsCount"):
            yield entry.what


def _write_keys(traffic: Traffic) -> Iterator[Flaw]:
    """One app has one: the settings' is that of its batches."""
    fetched = [call for _, call in traffic.calls if call.kind == "settings_fetched"]
    known = {str(call.raw.get("writeKey")) for call in fetched}
    for exchange in traffic.to_vendors if known else ():
        said = _text_after(exchange, b'"writeKey":') if exchange.path.endswith("/v1/b") else None
        if said is not None and said not in known:
            yield Flaw(f"{exchange.id} /writeKey", f"the batch's write key {said!r} is not that of the settings")


def _text_after(exchange: Exchange, key: bytes) -> str | None:
    """Of the envelope, which ends with it: parsing the whole batch again would cost as much as decoding it."""
    _, found, rest = exchange.request_body.rpartition(key)
    match = re.match(rb'\s*"([^"]*)"\s*[,}]', rest) if found else None
    return match[1].decode("utf-8", "replace") if match else None


def _flaws_of(exchange: Exchange, call: Call) -> Iterator[Flaw]:
    said = _workspaces(exchange, call)
    if len(set(said.values())) > 1:
        listed = ", ".join(f"{where} says {what!r}" for where, what in said.items())
        yield Flaw(f"{exchange.id} /", f"the workspace differs inside one request: {listed}")
    meta = call.context.get("meta")
    integrations = meta.get("integrations") if isinstance(meta, Mapping) else None
    if isinstance(integrations, list) and not all(_is_segment(one) for one in integrations):
        yield Flaw(f"{exchange.id} /meta/integrations", f"an integration is not Segment's: {integrations!r}")


def _is_segment(integration: Any) -> bool:
    return isinstance(integration, Mapping) and integration.get("type") == "segment"


def _workspaces(exchange: Exchange, call: Call) -> dict[str, str]:
    found = {"the header MOE-APPKEY": exchange.header("MOE-APPKEY"), "app_id": call.context.get("app_id")}
    if match := WORKSPACE_IN_PATH.search(exchange.path):
        found["the path"] = match[1]
    return {where: str(what) for where, what in found.items() if what}


def _environments(traffic: Traffic) -> Iterator[Flaw]:
    """Test and live never mix: it is the build's, for good."""
    seen: dict[bool, Call] = {}
    for call in traffic.moengage:
        app_id = call.context.get("app_id")
        if isinstance(app_id, str):
            seen.setdefault(app_id.endswith(DEBUG), call)
    if len(seen) == 2:
        yield Flaw(seen[False].source, f"some workspaces end in {DEBUG} and some do not, as in {seen[True].source}")
