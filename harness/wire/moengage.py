"""MoEngage's requests, decoded (facts: moengage.md 1 and 2): configuration, device registration, reports, others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from harness.calls import MOENGAGE, Call, Exchange, Undecoded
from harness.wire.forms import FormError, describe, parse_object
from harness.wire.moengage_points import decode_point
from harness.wire.moengage_sender import read_sender

Decoded = list[Call | Undecoded]

CONFIG = re.compile(r"/v3/sdkconfig/(?:android|ios)/([^/]+)")
DEVICE = re.compile(r"/v2/sdk/device/([^/]+)")
REPORT = re.compile(r"/v2/sdk/report/([^/]+)|/integration/send_report_add_call")
OTHERS = {
    "/integration/register_device": "validation registration",
    "/integration/unregister_device": "validation end",
    "/v1/sdk_logging/": "remote log",
    "/v3/campaigns/inapp/": "in-app campaigns",
    "/v1/cards/": "cards",
    "/v1/getInboxMessages": "inbox messages",
    "/v2/categories/add": "push categories",
    "/v1/geoFence": "geofences",
    "/v1/geoFs/get": "geofences",
    "/v1/sdk-trigger/": "real-time triggers",
    "/v2/device/enrol/": "user enrolment",
    "/v2/device/derol/": "user withdrawal",
    "/gatekeepersdk/v1/": "authentication",
}
"""Beginning of a path -> what for: requests of modules beside data tracking (facts: moengage.md 1.2)."""


def decode(exchange: Exchange) -> Decoded:
    """What one request to MoEngage says; a request that nobody knows is one Undecoded."""
    try:
        return _decode(exchange)
    except FormError as problem:
        return [Undecoded(MOENGAGE, exchange.device, f"{exchange.id} /", str(problem))]


def knows(path: str) -> bool:
    """Whether a request with this path is one of the SDKs' to MoEngage, whatever its host (it may be one's own)."""
    return any(form.fullmatch(path) for form in DECODERS)


def _decode(exchange: Exchange) -> Decoded:
    if exchange.method == "POST":
        for form, decoder in DECODERS.items():
            if found := form.fullmatch(exchange.path):
                return decoder(exchange, _body_of(exchange), found[1] or "")
    for beginning, purpose in OTHERS.items():
        if exchange.path.startswith(beginning) and exchange.method in ("GET", "POST"):
            return _decode_other(exchange, purpose)
    raise FormError(f"unknown endpoint: {exchange.method} {exchange.host}{exchange.path}")


def _body_of(exchange: Exchange) -> dict[str, Any]:
    encryption = next((name for name, _ in exchange.request_headers if name.lower().startswith("moe-payload-enc")), "")
    if encryption:
        raise FormError(f"the body is encrypted ({encryption}): use a build without MoEngage's network encryption")
    return parse_object(exchange.request_body, "the body")


def _decode_other(exchange: Exchange, purpose: str) -> Decoded:
    body = _body_of(exchange) if exchange.request_body else {}
    return [read_sender(exchange, body, "").call("requested", "/", name=purpose, raw=body)]


def _decode_config(exchange: Exchange, body: Mapping[str, Any], workspace: str) -> Decoded:
    return [read_sender(exchange, body, workspace).call("config_fetched", "/", raw=body)]


def _decode_device(exchange: Exchange, body: Mapping[str, Any], workspace: str) -> Decoded:
    """The push token has no request of its own: it rides here and in reports (facts: moengage.md 1.2)."""
    sender = read_sender(exchange, body, workspace)
    token = sender.context.get("push_id") or None
    if token is not None and not isinstance(token, str):
        raise FormError(f"push_id is {describe(token)}, not text")
    return [sender.call("device_registered", "/", data={"push_token": token}, raw=body)]


def _decode_report(exchange: Exchange, body: Mapping[str, Any], workspace: str) -> Decoded:
    views = body.get("viewsInfo")
    if not isinstance(views, list):
        raise FormError(f"viewsInfo is {describe(views) if 'viewsInfo' in body else 'missing'}, not a list")
    if not views:
        raise FormError("viewsInfo is empty")
    sender = read_sender(exchange, body, workspace or _workspace_of(body))
    decoded = [item for index, view in enumerate(views) for item in decode_point(sender, index, view)]
    count = body.get("viewsCount", len(views))
    if count != len(views):
        decoded.append(sender.undecoded("/viewsCount", f"viewsCount is {describe(count)}, viewsInfo has {len(views)}"))
    return decoded


def _workspace_of(body: Mapping[str, Any]) -> str:
    query = body.get("query_params")
    app_id = query.get("app_id") if isinstance(query, dict) else None
    return app_id if isinstance(app_id, str) else ""


DECODERS: dict[re.Pattern[str], Callable[[Exchange, Mapping[str, Any], str], Decoded]] = {
    CONFIG: _decode_config,
    DEVICE: _decode_device,
    REPORT: _decode_report,
}
