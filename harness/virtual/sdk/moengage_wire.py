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
    preferences: Mapping[str, bool] = field(default_factory=dict)
    """``dev_pref``."""
    is_push_allowed: bool | None = None
    """None: not looked at yet."""


class Wire(Protocol):
    """A platform's forms. Bodies are dicts in the order of their keys; ``encode`` makes the bytes."""

    sender: Sender
    platform: str
    speaks_http2: bool
    timeout_s: float
    accepts: tuple[int, ...]
    """The statuses that take a report off the phone."""
    gives_up: bool
    """Whether a report is dropped after the server's number of tries."""
    cards_path: str

    def encode_point(self, point: Point) -> Body: ...
    def config_body(self) -> Body: ...
    def device_body(self, bid: str, request_time: str) -> Body: ...
    def ask_body(self) -> Body:
        """Of requests that say no more than who asks: in-app campaigns, cards."""
        ...

    def in_app_query(self) -> Mapping[str, str]:
        """The parameters of the in-app campaigns' URL."""
        ...

    def report_body(self, batch: Batch, trigger: str) -> Body: ...
    def headers(self) -> Headers: ...
    def encode(self, body: Body) -> bytes: ...


@rests_on("moengage.md 1.5", "inferred")
def identifiers_of(batch: Batch, has_identities: bool) -> Body:
    """Of releases before identities without the two maps of them."""
    if has_identities:
        return dict(batch.identifiers)
    maps = ("user_identities", "previous_identities")
    return {name: value for name, value in batch.identifiers.items() if name not in maps}


@rests_on("moengage.md 0.3")
def app_key_of(workspace_id: str, is_debuggable: bool) -> str:
    return f"{workspace_id}_DEBUG" if is_debuggable else workspace_id


DATA_CENTERS = (*range(1, 7), 100, 101)


@rests_on("moengage.md 1.1")
def host_of(data_center: int, base_domain: str) -> str:
    return f"sdk-{known_data_center(data_center):02d}.{base_domain}"


@rests_on("moengage.md 1.1", "guess")
def known_data_center(data_center: int) -> int:
    """One that does not exist is taken for the first, the default."""
    return data_center if data_center in DATA_CENTERS else DATA_CENTERS[0]


@rests_on("moengage.md 1.3")
def request_id(bid: str, request_time: str, unique_id: str) -> str:
    """The same in every try of a batch."""
    return hashlib.sha1(f"{bid}{request_time}{unique_id}".encode(), usedforsecurity=False).hexdigest()


def milliseconds(wall_s: float) -> int:
    return round(wall_s * 1000)
