"""What was seen and what was done, as frozen values. Standard library only.

An *exchange* is an HTTP request and its answer; a *call* is one message of an SDK inside it; an *action* is what a test
told the app; a *note* is anything else worth a line. An *entry* is one of them at its place in a ledger.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlsplit

SEGMENT = "segment"
MOENGAGE = "moengage"
FENCE = "Harness Fence"
"""The event that proves that everything before it has arrived; outside every count and comparison."""

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, repr=False)
class Exchange:
    """One HTTP request, and the answer that was given to it.

    ``request_body`` is free of its content encoding; where decoding failed it is the bytes of the wire and ``problem``
    says why. ``status`` is None when no answer was given (``condition`` says whether that was on purpose).
    """

    id: str
    device: str
    wall: float
    method: str
    url: str
    http_version: str = "HTTP/1.1"
    request_headers: Headers = ()
    request_body: bytes = b""
    wire_size: int = 0
    status: int | None = None
    response_headers: Headers = ()
    response_body: bytes = b""
    condition: str = ""
    problem: str = ""
    kind: Literal["vendor", "canary", "refused", "passed"] = "vendor"
    beside: int = 0
    """Requests of the same device to the same path that waited for their answers when this one came."""

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    def header(self, name: str) -> str | None:
        """The request header's first value; names are case-insensitive."""
        wanted = name.lower()
        return next((value for key, value in self.request_headers if key.lower() == wanted), None)

    def __repr__(self) -> str:
        return f"<Exchange {self.id} {self.method} {self.host}{self.path} -> {self.status}>"


@dataclass(frozen=True, slots=True, repr=False)
class Call:
    """One message of one SDK.

    ``kind`` is a word of ``patterns``: identify, track, screen, page, group, alias, settings_fetched, telemetry_sent at
    Segment; signed_in, attribute_set, event_tracked, signed_out, device_registered, config_fetched,
    notification_received and others at MoEngage.
    ``name`` is the event, screen or attribute; ``data`` its properties, traits or ``{"value": ...}``.
    ``ids`` are the identities of the installation that sent it (anonymousId, unique id, device id).
    ``source`` is where to find it: ``"75e4 /batch/0"``.
    """

    vendor: str
    kind: str
    device: str
    source: str
    name: str | None = None
    user_id: str | None = None
    anonymous_id: str | None = None
    message_id: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    status: int | None = None
    raw: Mapping[str, Any] = field(default_factory=dict)

    @property
    def exchange_id(self) -> str:
        return exchange_id_of(self.source)

    @property
    def moment_s(self) -> float:
        """When it was made by the phone's clock, in seconds since 1970: Segment's ``timestamp``, MoEngage's
        ``EVENT_G_TIME``. Raises ValueError or KeyError where the call does not say so in a form that can be read."""
        if self.vendor == SEGMENT:
            return datetime.fromisoformat(self.raw["timestamp"]).timestamp()
        return float(self.raw["at_ms"]) / 1000

    def __repr__(self) -> str:
        said = [repr(self.name)] if self.name else []
        said += [f"user={self.user_id}"] if self.user_id else []
        said += [f"{key}={value!r}" for key, value in self.data.items()]
        return f"<{self.vendor} {' '.join([self.kind, *said])} [{self.source}]>"


@dataclass(frozen=True, slots=True)
class Undecoded:
    """A request, or a part of one, that no decoder understands: never dropped, always reported."""

    vendor: str
    device: str
    source: str
    reason: str
    ids: frozenset[str] = frozenset()

    @property
    def exchange_id(self) -> str:
        return exchange_id_of(self.source)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A field or an action that a decoder has no meaning for, by name: beside the calls it came with, never instead.

    ``name`` of a field is a path from what holds it (``context.foo``, ``meta.foo``); of an action the wire's own.
    """

    vendor: str
    device: str
    source: str
    what: Literal["field", "action"]
    name: str
    ids: frozenset[str] = frozenset()

    @property
    def exchange_id(self) -> str:
        return exchange_id_of(self.source)


def exchange_id_of(source: str) -> str:
    """``"75e4 /batch/0"`` -> ``"75e4"``."""
    return source.split(" ", 1)[0]


Decoded = list[Call | Undecoded | Unknown]
"""What a decoder makes of an exchange, in the order of its body; what is unknown comes last."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a test told the app or the phone."""

    verb: str
    device: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """Anything else of one line: an outcome, a condition, a fence, a canary, a refused host, a phone's start."""

    kind: str
    device: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)


What = Exchange | Call | Undecoded | Unknown | Action | Note


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing at its place in a ledger, ``at_s`` seconds after its start; ``owner`` is the test it belongs to."""

    position: int
    at_s: float
    owner: str
    what: What
