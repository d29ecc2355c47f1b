"""Requests as the SDKs make them, for the decoders' tests."""

from __future__ import annotations

import json
from typing import Any

from harness.calls import Call, Exchange, Undecoded, Unknown
from harness.wire.decode import decode

SEGMENT_UPLOAD = "https://api.segment.io/v1/b"
MOENGAGE_REPORT = "https://sdk-01.moengage.com/v2/sdk/report/WORKSPACE_DEBUG"
ANONYMOUS = "A1B2C3D4-0000-4000-8000-000000000001"
DEVICE = "0c7f1f5e-8f0a-4d0e-9d55-1f2f3a4b5c6d"


def an_exchange(url: str = SEGMENT_UPLOAD, body: Any = b"", method: str = "POST", **more: Any) -> Exchange:
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Exchange(
        **{"id": "75e4", "device": "phone", "wall": 0.0, "status": 200, **more},
        method=method,
        url=url,
        request_body=sent,
    )


def a_message(**fields: Any) -> dict[str, Any]:
    """Of analytics-kotlin (segment.md 2.2), with these fields; a track unless they say; None takes one away."""
    track = {"event": "E", "properties": {}} if fields.get("type", "track") == "track" else {}
    message = {
        "type": "track",
        **track,
        "messageId": "m-1",
        "anonymousId": ANONYMOUS,
        "integrations": {},
        "context": {"device": {"id": DEVICE}, "library": {"name": "analytics-kotlin", "version": "1.27.0"}},
        "_metadata": {"bundled": ["MoEngage"], "unbundled": [], "bundledIds": []},
        "timestamp": "2026-01-02T03:04:05.678Z",
        **fields,
    }
    return {key: value for key, value in message.items() if value is not None}


def a_batch(*messages: Any) -> dict[str, Any]:
    return {"batch": list(messages), "sentAt": "2026-01-02T03:04:06.000Z", "writeKey": "WRITE-KEY"}


def a_point(
    action: str = "Purchase", attributes: Any = None, *, platform: str = "android", **more: Any
) -> dict[str, Any]:
    """A data point in the platform's form (moengage.md 1.5, 1.6)."""
    attributes = {} if attributes is None else attributes
    is_android = platform == "android"
    point = {
        "EVENT_ACTION": action,
        "EVENT_ATTRS": json.dumps(attributes) if is_android else attributes,
        "EVENT_G_TIME": "1753362161000",
        "EVENT_L_TIME": "24:7:2026:19:2:41" if is_android else "24:07:2026:19:02:41",
        **more,
    }
    if isinstance(point.get("EVENT_ATTRS_CUST"), dict) and is_android:
        point["EVENT_ATTRS_CUST"] = json.dumps(point["EVENT_ATTRS_CUST"])
    return {key: value for key, value in point.items() if value is not None}


def a_report(*points: Any, platform: str = "android", **more: Any) -> dict[str, Any]:
    os = {"android": "ANDROID", "ios": "iOS"}[platform]
    return {
        "viewsCount": len(points),
        "viewsInfo": list(points),
        "identifiers": {"moe_user_id": "ada-1", "segment_id": ANONYMOUS},
        "meta": {"bid": "batch-1", "integrations": [{"type": "segment", "version": "4.2.0"}]},
        "query_params": {"os": os, "app_id": "WORKSPACE_DEBUG", "unique_id": DEVICE.upper(), "push_id": "token-1"},
        **more,
    }


def calls_of(exchange: Exchange) -> list[Call]:
    """All calls of an exchange that holds nothing else."""
    decoded = decode(exchange)
    others = [item for item in decoded if not isinstance(item, Call)]
    assert not others
    return [item for item in decoded if isinstance(item, Call)]


def call_of(exchange: Exchange) -> Call:
    (call,) = calls_of(exchange)
    return call


def unknown_in(exchange: Exchange) -> list[tuple[str, str, str]]:
    """What, name and place of each."""
    found = [one for one in decode(exchange) if isinstance(one, Unknown)]
    return [(one.what, one.name, one.source.split(" ", 1)[1]) for one in found]


def reasons_of(exchange: Exchange) -> dict[str, str]:
    """Place -> reason of what is undecoded."""
    return {one.source.split(" ", 1)[1]: one.reason for one in decode(exchange) if isinstance(one, Undecoded)}
