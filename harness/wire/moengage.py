"""MoEngage's requests, decoded (facts: moengage.md 1 and 2): configuration, device registration, reports, others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from harness.calls import MOENGAGE, Call, Decoded, Exchange, Undecoded
from harness.wire import moengage_keys as keys
from harness.wire.forms import FormError, describe, parse_object
from harness.wire.moengage_modules import purpose_of
from harness.wire.moengage_points import decode_point
from harness.wire.moengage_sender import Sender, read_sender
from harness.wire.moengage_strangers import strangers_in_body, strangers_in_point

CONFIG = re.compile(r"/v3/sdkconfig/(?:android|ios)/([^/]+)")
DEVICE = re.compile(r"/v2/sdk/device/([^/]+)")
REPORT = re.compile(r"/v2/sdk/report/([^/]+)|/integration/send_report_add_call")


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
    if exchange.method in ("GET", "POST") and (purpose := purpose_of(exchange.path)):
        return _decode_other(exchange, *purpose)
    raise FormError(f"unknown endpoint: {exchange.method} {exchange.host}{exchange.path}")


def _body_of(exchange: Exchange) -> dict[str, Any]:
    encryption = next((name for name, _ in exchange.request_headers if name.lower().startswith("moe-payload-enc")), "")
    if encryption:
        raise FormError(f"the body is encrypted ({encryption}): use a build without MoEngage's network encryption")
    return parse_object(exchange.request_body, "the body")


def _decode_other(exchange: Exchange, kind: str, name: str | None) -> Decoded:
    """Of a module's own keys nothing is known, of those that say who asks everything."""
    body = _body_of(exchange) if exchange.request_body else {}
    sender = read_sender(exchange, body, "")
    return [sender.call(kind, "/", name=name, raw=body), *strangers_in_body(sender, body, None).all()]


def _decode_config(exchange: Exchange, body: Mapping[str, Any], workspace: str) -> Decoded:
    """What the SDK was answered is the call's data: that steers it from now on (facts: moengage.md 4.2)."""
    sender = read_sender(exchange, body, workspace)
    call = sender.call("config_fetched", "/", data={"document": _answer_of(exchange)}, raw=body)
    return [call, *strangers_in_body(sender, body, keys.CONFIG).all()]


def _answer_of(exchange: Exchange) -> dict[str, Any] | None:
    """None where no configuration was answered."""
    if exchange.status is None or not 200 <= exchange.status < 300:
        return None
    try:
        return parse_object(exchange.response_body, "the answer")
    except FormError:
        return None


def _decode_device(exchange: Exchange, body: Mapping[str, Any], workspace: str) -> Decoded:
    """The push token has no request of its own: it rides here and in reports (facts: moengage.md 1.2)."""
    sender = read_sender(exchange, body, workspace)
    token = sender.context.get("push_id") or None
    if token is not None and not isinstance(token, str):
        raise FormError(f"push_id is {describe(token)}, not text")
    call = sender.call("device_registered", "/", data={"push_token": token}, raw=body)
    return [call, *strangers_in_body(sender, body, keys.DEVICE).all()]


def _decode_report(exchange: Exchange, body: Mapping[str, Any], workspace: str) -> Decoded:
    views = body.get("viewsInfo")
    if not isinstance(views, list):
        raise FormError(f"viewsInfo is {describe(views) if 'viewsInfo' in body else 'missing'}, not a list")
    if not views:
        raise FormError("viewsInfo is empty")
    sender = read_sender(exchange, body, workspace or _workspace_of(body))
    return [*_points_of(sender, views), *_miscounted(sender, body, len(views)), *_strangers_of(sender, body, views)]


def _points_of(sender: Sender, views: list[Any]) -> list[Call | Undecoded]:
    return [item for index, view in enumerate(views) for item in decode_point(sender, index, view)]


def _miscounted(sender: Sender, body: Mapping[str, Any], points: int) -> list[Undecoded]:
    count = body.get("viewsCount", points)
    if count == points:
        return []
    return [sender.undecoded("/viewsCount", f"viewsCount is {describe(count)}, viewsInfo has {points}")]


def _strangers_of(sender: Sender, body: Mapping[str, Any], views: list[Any]) -> Decoded:
    strangers = strangers_in_body(sender, body, keys.REPORT)
    for index, view in enumerate(views):
        strangers_in_point(strangers, sender, index, view)
    return [*strangers.all()]


def _workspace_of(body: Mapping[str, Any]) -> str:
    query = body.get("query_params")
    app_id = query.get("app_id") if isinstance(query, dict) else None
    return app_id if isinstance(app_id, str) else ""


DECODERS: dict[re.Pattern[str], Callable[[Exchange, Mapping[str, Any], str], Decoded]] = {
    CONFIG: _decode_config,
    DEVICE: _decode_device,
    REPORT: _decode_report,
}
