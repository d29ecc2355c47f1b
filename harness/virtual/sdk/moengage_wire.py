"""What both platforms' wire formats share, and what a platform has to bring for its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_identity import Identity
from harness.virtual.sdk.moengage_points import Point
from harness.virtual.sdk.moengage_queue import Batch
from harness.virtual.sdk.seams import Headers, Process

Body = dict[str, Any]


@dataclass
class Sender:
    """The state that bodies speak of. ``app_key`` is the workspace id as it is on the wire."""

    process: Process
    app_key: str
    release: str
    identity: Identity
    integrations: list[Mapping[str, str]] = field(default_factory=list)
    push_id: str = ""
    is_registered: bool = False
    is_in_foreground: bool = False
    lost_batches: list[str] = field(default_factory=list)


class Wire(Protocol):
    """A platform's forms. Bodies are dicts in the order of their keys; ``encode`` makes the bytes."""

    sender: Sender
    platform: str
    speaks_http2: bool
    timeout_s: float

    def encode_point(self, point: Point) -> Body: ...
    def config_body(self) -> Body: ...
    def device_body(self, bid: str, request_time: str) -> Body: ...
    def report_body(self, batch: Batch, trigger: str) -> Body: ...
    def headers(self) -> Headers: ...
    def encode(self, body: Body) -> bytes: ...


@rests_on("moengage.md 0.3")
def app_key_of(workspace_id: str, is_debuggable: bool) -> str:
    return f"{workspace_id}_DEBUG" if is_debuggable else workspace_id


@rests_on("moengage.md 1.1")
def host_of(data_center: int, base_domain: str) -> str:
    return f"sdk-{data_center:02d}.{base_domain}"


@rests_on("moengage.md 1.3")
def request_id(bid: str, request_time: str, unique_id: str) -> str:
    """The same in every try of a batch."""
    return hashlib.sha1(f"{bid}{request_time}{unique_id}".encode(), usedforsecurity=False).hexdigest()


def milliseconds(wall_s: float) -> int:
    return round(wall_s * 1000)
