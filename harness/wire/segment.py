"""Segment's requests, decoded (facts: segment.md 1 and 2): settings, batches, telemetry."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from harness.calls import SEGMENT, Call, Decoded, Exchange, Undecoded
from harness.wire import segment_keys as keys
from harness.wire.forms import (
    FormError,
    describe,
    lowered,
    needed_text,
    object_or_empty,
    parse_object,
    text_or_none,
)
from harness.wire.known import Strangers

SETTINGS = re.compile(r"/v1/projects/[^/]+/settings$")
DESTINATION = "MoEngage"
"""The device-mode destination's key in the settings (facts: segment.md 3.7)."""
SINGLE = re.compile(r"/v1/[tipga]$")
"""The web SDK sends one message a request by default (facts: web.md 4)."""


def decode(exchange: Exchange) -> Decoded:
    """What one request to Segment says; a request that nobody knows is one Undecoded."""
    try:
        return _endpoint(exchange)(exchange)
    except FormError as problem:
        return [_undecoded(exchange, "/", str(problem))]


def knows(path: str) -> bool:
    """Whether a request with this path is one of the SDKs' to Segment, whatever its host (``apiHost`` may be any)."""
    return path.endswith(("/v1/b", "/v1/m")) or SETTINGS.search(path) is not None


def _endpoint(exchange: Exchange) -> Callable[[Exchange], Decoded]:
    path = exchange.path
    if SETTINGS.search(path) and exchange.method == "GET":
        return _decode_settings
    if path.endswith("/v1/b") and exchange.method == "POST":
        return _decode_batch
    if path.endswith("/v1/m") and exchange.method == "POST":
        return _decode_telemetry
    if SINGLE.search(path) and exchange.method == "POST":
        return _decode_single
    raise FormError(f"unknown endpoint: {exchange.method} {exchange.host}{path}")


def _undecoded(exchange: Exchange, place: str, reason: str, ids: frozenset[str] = frozenset()) -> Undecoded:
    return Undecoded(SEGMENT, exchange.device, f"{exchange.id} {place}", reason, ids)


def _whole(exchange: Exchange, kind: str, data: Mapping[str, Any], raw: Mapping[str, Any]) -> Call:
    source = f"{exchange.id} /"
    return Call(SEGMENT, kind, exchange.device, source, data=data, status=exchange.status, raw=raw)


def _decode_settings(exchange: Exchange) -> Decoded:
    """What the SDK was answered is the call's data: of the request there is nothing to say but its write key."""
    return [_whole(exchange, "settings_fetched", _read_settings(exchange), {"writeKey": exchange.path.split("/")[-2]})]


def _read_settings(exchange: Exchange) -> dict[str, Any]:
    """``integrations`` are their names, ``workspace_id`` is MoEngage's; empty where no settings were answered."""
    if exchange.status is None or not 200 <= exchange.status < 300:
        return {}
    try:
        integrations = object_or_empty(parse_object(exchange.response_body, "the answer"), "integrations")
    except FormError as problem:
        return {"problem": str(problem)}
    destination = integrations.get(DESTINATION)
    workspace_id = destination.get("apiKey") if isinstance(destination, dict) else None
    return {"integrations": list(integrations), "workspace_id": workspace_id}


def _decode_telemetry(exchange: Exchange) -> Decoded:
    """``{"series": [{"type", "metric", "value", "tags"}]}`` (facts: segment.md 1.5)."""
    body = parse_object(exchange.request_body, "the body")
    series = body.get("series")
    if not isinstance(series, list):
        raise FormError(f"series is {describe(series)}, not a list")
    broken = [
        _undecoded(exchange, f"/series/{index}", f"metric is missing or not text in {describe(one)}")
        for index, one in enumerate(series)
        if not (isinstance(one, dict) and isinstance(one.get("metric"), str))
    ]
    metrics = [one["metric"] for one in series if isinstance(one, dict) and isinstance(one.get("metric"), str)]
    strangers = _strangers(exchange)
    strangers.fields(body, keys.TELEMETRY, "body", "/")
    return [_whole(exchange, "telemetry_sent", {"metrics": metrics}, body), *broken, *strangers.all()]


def _decode_batch(exchange: Exchange) -> Decoded:
    body = parse_object(exchange.request_body, "the body")
    batch = body.get("batch")
    if not isinstance(batch, list):
        raise FormError(f"batch is {describe(batch) if 'batch' in body else 'missing'}, not a list")
    if not batch:
        raise FormError("batch is empty")
    places = [f"/batch/{index}" for index in range(len(batch))]
    decoded = [_decode_message(exchange, place, one) for place, one in zip(places, batch, strict=True)]
    strangers = _strangers(exchange)
    strangers.fields(body, keys.ENVELOPE, "body", "/", decoded[0].ids)
    for place, message, item in zip(places, batch, decoded, strict=True):
        _meet_strangers(strangers, place, message, item)
    return [*decoded, *strangers.all()]


def _decode_single(exchange: Exchange) -> Decoded:
    message = parse_object(exchange.request_body, "the body")
    decoded = _decode_message(exchange, "/", message)
    strangers = _strangers(exchange)
    _meet_strangers(strangers, "/", message, decoded)
    return [decoded, *strangers.all()]


def _strangers(exchange: Exchange) -> Strangers:
    return Strangers(SEGMENT, exchange.device, exchange.id)


def _meet_strangers(strangers: Strangers, place: str, message: Any, item: Call | Undecoded) -> None:
    """Of a message that is a call; one that is none is said as a whole."""
    if isinstance(item, Call):
        strangers.fields(message, keys.MESSAGES[item.kind], "message", place, item.ids)
        strangers.fields(item.context, keys.CONTEXT, "context", place, item.ids)


def _decode_message(exchange: Exchange, place: str, message: object) -> Call | Undecoded:
    if not isinstance(message, dict):
        return _undecoded(exchange, place, f"the message is {describe(message)}, not an object")
    try:
        return _read_message(exchange, place, message)
    except FormError as problem:
        return _undecoded(exchange, place, str(problem), lowered(message.get("anonymousId")))


def _read_message(exchange: Exchange, place: str, message: dict[str, Any]) -> Call:
    kind = needed_text(message, "type")
    if kind not in READERS:
        raise FormError(f"type is {describe(kind)}; known are {', '.join(sorted(READERS))}")
    name, data = READERS[kind](message)
    context = object_or_empty(message, "context")
    anonymous_id = text_or_none(message, "anonymousId")
    device = object_or_empty(context, "device", "context.")
    _check_rest(message)
    return Call(
        vendor=SEGMENT,
        kind=kind,
        device=exchange.device,
        source=f"{exchange.id} {place}",
        name=name,
        user_id=_user_id(message),
        anonymous_id=anonymous_id,
        message_id=text_or_none(message, "messageId"),
        data=data,
        context=context,
        ids=lowered(anonymous_id, _installation_id(device)),
        status=exchange.status,
        raw=message,
    )


def _check_rest(message: Mapping[str, Any]) -> None:
    """What stays in ``raw`` has its form too."""
    object_or_empty(message, "integrations")
    object_or_empty(message, "_metadata")
    text_or_none(message, "timestamp")


def _user_id(message: Mapping[str, Any]) -> str | None:
    """Mobile SDKs leave it out, the web SDK sends null, where nobody is known (facts: web.md 4)."""
    return None if message.get("userId") is None else needed_text(message, "userId")


Reading = tuple[str | None, Mapping[str, Any]]


def _read_track(message: Mapping[str, Any]) -> Reading:
    return needed_text(message, "event"), object_or_empty(message, "properties")


def _read_view(message: Mapping[str, Any]) -> Reading:
    text_or_none(message, "category")
    return text_or_none(message, "name"), object_or_empty(message, "properties")


def _read_identify(message: Mapping[str, Any]) -> Reading:
    return None, object_or_empty(message, "traits")


def _read_group(message: Mapping[str, Any]) -> Reading:
    return needed_text(message, "groupId"), object_or_empty(message, "traits")


def _read_alias(message: Mapping[str, Any]) -> Reading:
    """iOS leaves ``previousId`` out when nobody was known (facts: segment.md 2.3)."""
    needed_text(message, "userId")
    previous = text_or_none(message, "previousId")
    return None, {} if previous is None else {"previous_id": previous}


READERS: dict[str, Callable[[Mapping[str, Any]], Reading]] = {
    "track": _read_track,
    "identify": _read_identify,
    "screen": _read_view,
    "page": _read_view,
    "group": _read_group,
    "alias": _read_alias,
}


def _installation_id(device: Mapping[str, Any]) -> object:
    """Android's is the installation's first anonymous id; iOS's belongs to the vendor and outlives app and data, so it
    says nothing about whose call this is (facts: segment.md 2.4)."""
    return None if device.get("type") == "ios" else device.get("id")
