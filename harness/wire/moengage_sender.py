"""Who a body sent to MoEngage says it is from (facts: moengage.md 1.4 to 1.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

from harness.calls import MOENGAGE, Call, Exchange, Undecoded
from harness.wire.forms import lowered, object_or_empty, text_or_none

DEBUG = "_DEBUG"
"""Ends the workspace id of debug and test builds, in paths and in ``app_id`` (facts: moengage.md 0.3)."""
PLATFORMS = ("android", "ios")


class Fields(TypedDict, total=False):
    """What a call has of its own."""

    name: str | None
    user_id: str | None
    data: Mapping[str, Any]
    raw: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sender:
    """Identity and context that all calls of one body share. ``platform`` is "" where the body does not say."""

    exchange: Exchange
    platform: str
    user_id: str | None
    anonymous_id: str | None
    batch_id: str | None
    ids: frozenset[str]
    context: Mapping[str, Any]

    def call(self, kind: str, place: str, number: str = "", **fields: Unpack[Fields]) -> Call:
        """``number`` tells the calls of one batch apart: with the batch id it is the same again in every retry."""
        said: Fields = {"user_id": self.user_id, **fields}
        return Call(
            MOENGAGE,
            kind,
            self.exchange.device,
            source=f"{self.exchange.id} {place}",
            anonymous_id=self.anonymous_id,
            message_id=None if self.batch_id is None else self.batch_id + number,
            context=self.context,
            ids=self.ids,
            status=self.exchange.status,
            **said,
        )

    def undecoded(self, place: str, reason: str) -> Undecoded:
        source = f"{self.exchange.id} {place}"
        return Undecoded(MOENGAGE, self.exchange.device, source, reason, self.ids)


def read_sender(exchange: Exchange, body: Mapping[str, Any], workspace: str) -> Sender:
    """``context`` is ``query_params`` flat, ``identifiers`` and ``meta`` whole, the workspace without its suffix."""
    meta = object_or_empty(body, "meta")
    query = object_or_empty(body if "query_params" in body else meta, "query_params")
    identifiers = object_or_empty(body, "identifiers")
    anonymous_id = text_or_none(identifiers, "segment_id")
    return Sender(
        exchange=exchange,
        platform=_platform(query.get("os")),
        user_id=text_or_none(identifiers, "moe_user_id"),
        anonymous_id=anonymous_id,
        batch_id=text_or_none(meta, "bid"),
        ids=lowered(query.get("unique_id"), query.get("device_unique_id"), anonymous_id),
        context={
            **query,
            "identifiers": identifiers,
            "meta": meta,
            "workspace_id": workspace.removesuffix(DEBUG),
            "is_debug": workspace.endswith(DEBUG),
        },
    )


def _platform(os: object) -> str:
    """``ANDROID`` and ``iOS`` are the values of the wire (facts: moengage.md 1.4, 1.6)."""
    name = os.lower() if isinstance(os, str) else ""
    return name if name in PLATFORMS else ""
