"""A real capture process, and a client that stands for a device."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from harness.calls import Exchange, Note
from harness.capture.hosts import Hosts
from harness.capture.proxy import Proxy
from harness.errors import CaptureError

UPLOADS = "https://api.segment.io/v1/b"
SETTINGS = "https://cdn-settings.segment.com/v1/projects/WRITE-KEY/settings"
REPORTS = "https://sdk-01.moengage.com/v2/sdk/report/WORKSPACE_DEBUG"


@dataclass
class Seen:
    """What the proxy told, in order."""

    exchanges: list[Exchange] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    deaths: list[CaptureError] = field(default_factory=list)
    has_died: threading.Event = field(default_factory=threading.Event)

    def die(self, error: CaptureError) -> None:
        self.deaths.append(error)
        self.has_died.set()

    def notes_of(self, kind: str) -> list[Note]:
        return [note for note in self.notes if note.kind == kind]


class Http2First(ssl.SSLContext):
    """As phones offer it; httpx would offer it last."""

    def set_alpn_protocols(self, alpn_protocols: Iterable[str]) -> None:
        super().set_alpn_protocols(sorted(alpn_protocols, key=lambda name: name != "h2"))


def open_proxy(folder: Path, seen: Seen, *devices: str, hosts: Hosts | None = None, **more: Any) -> Proxy:
    return Proxy(
        devices or ("phone",), hosts=hosts or Hosts(), folder=folder, on_exchange=seen.exchanges.append,
        on_note=seen.notes.append, on_death=seen.die, **more,
    )  # fmt: skip


def client_of(proxy: Proxy, device: str = "phone", *, http2: bool = False, trust: bool = True) -> httpx.Client:
    context = Http2First(ssl.PROTOCOL_TLS_CLIENT)
    if trust:
        context.load_verify_locations(cafile=str(proxy.authority.ca_file))
    address = f"http://127.0.0.1:{proxy.ports[device]}"
    return httpx.Client(proxy=address, verify=context, http2=http2, trust_env=False, timeout=10)
