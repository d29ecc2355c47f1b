"""Personal data and push tokens stay out of URLs, headers and telemetry; identifiers of the hardware are never sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote_plus

from harness.calls import Call, Exchange
from harness.findings import Flaw
from harness.traffic import Traffic, texts_in

SEVERITY = "error"

PERSONAL = ("email", "phone", "firstName", "lastName", "name", "birthday", "address", "username")
"""Standard traits that say who somebody is."""
FORBIDDEN = {
    "advertisingId": "the advertising id",
    "MOE_GAID": "the advertising id",
    "moe_gaid": "the advertising id",
    "ADVERTISING_IDENTIFIER": "the advertising id",
    "android_id": "the Android id",
    "DEVICE_ID": "the Android id",
    "imei": "the IMEI",
    "serial": "the serial number",
    "macAddress": "the MAC address",
}
"""Sent only where an app asks for it, which none of ours does (facts: segment.md 2.4, moengage.md 1.4, 4.3)."""
LEAST = 6
"""Shorter texts stand in a URL by chance."""
ADDRESS = re.compile(r"[\w.+-]{2,}@[\w-]+\.[\w.-]+|redacted-(?:email|token|phone)-[0-9a-f]+")
PLAIN_HEADERS = {"user-agent", "host", "content-length", "content-type", "accept-encoding", "moe-request-id"}


def judge(traffic: Traffic) -> Iterator[Flaw]:
    needles = _needles(traffic)
    for exchange in traffic.to_vendors:
        yield from _in_places(exchange, needles)
    for call in [*traffic.segment, *traffic.moengage]:
        yield from _hardware(traffic, call)


def _needles(traffic: Traffic) -> dict[str, str]:
    """Text -> what it is; as the SDKs themselves sent them, so that capture files are judged too."""
    found: dict[str, str] = {}
    for call in [*traffic.segment, *traffic.moengage]:
        if call.user_id:
            found.setdefault(call.user_id, "the user's id")
        device = call.context.get("device")
        token = device.get("token") if isinstance(device, Mapping) else call.context.get("push_id")
        found |= {str(token): "the push token"} if token else {}
        if call.kind == "identify":
            traits = {key: call.data[key] for key in PERSONAL if key in call.data}
            found |= {said: f"the trait {key}" for key, value in traits.items() for said in texts_in(value)}
    return {text: what for text, what in found.items() if len(text) >= LEAST}


def _in_places(exchange: Exchange, needles: Mapping[str, str]) -> Iterator[Flaw]:
    url = unquote_plus(exchange.url)
    headers = " ".join(value for key, value in exchange.request_headers if key.lower() not in PLAIN_HEADERS)
    for place, said in (("the URL", url), ("a header", headers), ("telemetry", _telemetry(exchange))):
        what = next((what for text, what in needles.items() if text in said), "")
        if not what and place != "telemetry" and ADDRESS.search(said):
            what = "an address"
        if what:
            yield Flaw(f"{exchange.id} /", f"{what} stands in {place} of a request to {exchange.host}")


def _telemetry(exchange: Exchange) -> str:
    return exchange.request_body.decode("utf-8", "replace") if exchange.path.endswith("/v1/m") else ""


def _hardware(traffic: Traffic, call: Call) -> Iterator[Flaw]:
    """Of other people's apps it is said as a warning: they may have asked for it."""
    device = call.context.get("device")
    places = [
        device if isinstance(device, Mapping) else {},
        call.context,
        call.raw if call.kind == "device_registered" else {},
    ]
    for name, what in FORBIDDEN.items():
        if any(place.get(name) for place in places):
            yield Flaw(call.source, f"{what} is sent, as {name}", "error" if traffic.is_told else "warning")
