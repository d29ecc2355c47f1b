"""An exchange -> the calls inside it. Pure; never raises; whatever goes to a vendor gives at least one item."""

from __future__ import annotations

from typing import Literal

from harness.calls import MOENGAGE, SEGMENT, Decoded, Exchange, Undecoded
from harness.wire import moengage, segment

Vendor = Literal["segment", "moengage"]
UNKNOWN = "unknown"
DOMAINS: dict[str, Vendor] = {"segment.com": "segment", "segment.io": "segment", "moengage.com": "moengage"}
DECODERS = {SEGMENT: segment.decode, MOENGAGE: moengage.decode}


def vendor_of(host: str) -> Vendor | None:
    """Whose host this is by default: ``cdn-settings.segment.com``, ``api.segment.io``, ``sdk-01.moengage.com``."""
    return DOMAINS.get(".".join(host.lower().rstrip(".").split(".")[-2:]))


def decode(exchange: Exchange) -> Decoded:
    """Calls and undecoded parts in the order of the body, then what is unknown; nothing for what went to no vendor."""
    if exchange.kind != "vendor":
        return []
    try:
        return _decode(exchange)
    except Exception as problem:
        # Capture must outlive a defect of a decoder: the ledger shows it beside the exchange that met it.
        return [_undecoded(exchange, UNKNOWN, f"the harness's decoder failed: {type(problem).__name__}: {problem}")]


def _decode(exchange: Exchange) -> Decoded:
    try:
        vendor = vendor_of(exchange.host) or _vendor_by_path(exchange.path)
    except ValueError as problem:
        return [_undecoded(exchange, UNKNOWN, f"the URL cannot be read: {problem}")]
    if vendor is None:
        return [_undecoded(exchange, UNKNOWN, f"{exchange.host}{exchange.path} is neither Segment's nor MoEngage's")]
    if exchange.problem:
        return [_undecoded(exchange, vendor, exchange.problem)]
    return DECODERS[vendor](exchange)


def _vendor_by_path(path: str) -> Vendor | None:
    """Hosts of the user's own (``apiHost``, MoEngage's proxy domain) are known by what is asked of them."""
    if segment.knows(path):
        return "segment"
    return "moengage" if moengage.knows(path) else None


def _undecoded(exchange: Exchange, vendor: str, reason: str) -> Undecoded:
    return Undecoded(vendor, exchange.device, f"{exchange.id} /", reason)
