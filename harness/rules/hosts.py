"""The app talks to the vendors and to hosts that the user named, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterator

from harness.findings import Flaw
from harness.hostnames import OWN_DOMAIN, is_among, system_of
from harness.traffic import Traffic
from harness.wire.decode import vendor_of

SEVERITY = "error"


def judge(traffic: Traffic) -> Iterator[Flaw]:
    """An operating system's own traffic is said, and is none of the app's doing."""
    for exchange in traffic.to_vendors:
        host = exchange.host
        if vendor_of(host) is None and not is_among(host, (*traffic.hosts, f"*.{OWN_DOMAIN}")):
            yield _flaw(f"{exchange.id} /", host)
    for _, note in traffic.notes:
        if note.kind == "refused":
            yield _flaw("", str(note.data.get("host", note.text)))


def _flaw(where: str, host: str) -> Flaw:
    system = system_of(host)
    if system:
        return Flaw(where, f"{host} was asked by {system} itself", "info")
    return Flaw(where, f"{host} is neither a vendor's nor named with hosts or pass")
