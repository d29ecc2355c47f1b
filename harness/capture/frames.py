"""What travels between the harness and its capture process: a JSON head, and up to two bodies as they are."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, NamedTuple

from harness.calls import Exchange

SIZES = struct.Struct(">III")
BODIES = ("request_body", "response_body")
PLAIN = tuple(field.name for field in fields(Exchange) if field.name not in BODIES)


class Frame(NamedTuple):
    head: dict[str, Any]
    first: bytes = b""
    second: bytes = b""


def pack(head: Mapping[str, Any], first: bytes = b"", second: bytes = b"") -> bytes:
    text = json.dumps(head).encode()
    return b"".join((SIZES.pack(len(text), len(first), len(second)), text, first, second))


class Unpacker:
    """Frames out of a stream of bytes, however it was cut."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        self._buffer += data
        while frame := self._next():
            yield frame

    def _next(self) -> Frame | None:
        if len(self._buffer) < SIZES.size:
            return None
        head, first, second = SIZES.unpack_from(self._buffer)
        end = SIZES.size + head + first + second
        if len(self._buffer) < end:
            return None
        data = bytes(self._buffer[SIZES.size : end])
        del self._buffer[:end]
        return Frame(json.loads(data[:head]), data[head : head + first], data[head + first :])


def pack_exchange(exchange: Exchange) -> bytes:
    head = {name: getattr(exchange, name) for name in PLAIN}
    return pack({"frame": "exchange", "exchange": head}, exchange.request_body, exchange.response_body)


def unpack_exchange(frame: Frame) -> Exchange:
    said = dict(frame.head["exchange"])
    for name in ("request_headers", "response_headers"):
        said[name] = tuple((key, value) for key, value in said[name])
    return Exchange(**said, request_body=frame.first, response_body=frame.second)
