"""A request body freed of its content encodings. Pure, never raises; what cannot be decoded is kept as it came."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import brotli
import zstandard

LIMIT = 16 * 1024 * 1024
"""Bytes of a body that are kept: thirty times the largest batch that an SDK writes (facts: segment.md 4)."""

STEP = 256
"""Bytes that brotli and zstd are fed at once: neither can be told how much it may give back."""

GZIP, ZLIB, RAW = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Body:
    """``problem`` is empty, or says why ``data`` is not the whole decoded body."""

    data: bytes
    problem: str = ""


class BrokenBodyError(Exception):
    """Not of its encoding; the text says how."""


def decode_body(wire: bytes, coding: str | None, limit: int = LIMIT) -> Body:
    """``coding`` is the Content-Encoding header: several in a row are undone from the last to the first."""
    names = [name.strip() for name in (coding or "").lower().split(",")]
    names = [name for name in reversed(names) if name not in ("", "identity")]
    data, size = wire, f"{len(wire)} bytes"
    for name in names if wire else ():
        try:
            data, size = _decode(data, name, limit), f"more than {limit} bytes"
        except BrokenBodyError as problem:
            kept = _cut(wire, limit, f"{len(wire)} bytes")
            return Body(kept.data, "; ".join(filter(None, (f"not decoded: {problem}", kept.problem))))
    return _cut(data, limit, size)


def _cut(data: bytes, limit: int, size: str) -> Body:
    if len(data) <= limit:
        return Body(data)
    return Body(data[:limit], f"the body has {size}, of which the first {limit} are kept")


def _decode(data: bytes, name: str, limit: int) -> bytes:
    """At most ``limit + 1`` bytes: one more than is kept says that there are more."""
    decoder = DECODERS.get(name)
    if decoder is None:
        raise BrokenBodyError(f"content encoding {name!r} is not known")
    decoded = bytearray()
    try:
        for part in decoder(data, limit + 1):
            decoded += part
            if len(decoded) > limit:
                break
    except (zlib.error, brotli.error, zstandard.ZstdError) as problem:
        raise BrokenBodyError(f"not {name}: {problem}") from problem
    return bytes(decoded[: limit + 1])


def _truncated(name: str, size: int) -> BrokenBodyError:
    return BrokenBodyError(f"{name} ends early, after {size} bytes")


def _gunzip(data: bytes, most: int) -> Iterator[bytes]:
    """Members may follow each other, and zeros may pad the last one."""
    rest = data
    while rest:
        member = zlib.decompressobj(GZIP)
        yield member.decompress(rest, most)
        if member.unconsumed_tail:
            return  # more than is kept
        if not member.eof:
            raise _truncated("gzip", len(data))
        rest = member.unused_data.lstrip(b"\0")


def _inflate(data: bytes, most: int) -> Iterator[bytes]:
    """``deflate`` is zlib's format by the book, and bare in practice of some."""
    try:
        yield _inflated(data, ZLIB, most)
    except zlib.error:
        yield _inflated(data, RAW, most)


def _inflated(data: bytes, window: int, most: int) -> bytes:
    stream = zlib.decompressobj(window)
    inflated = stream.decompress(data, most)
    if not stream.eof and len(inflated) < most:
        raise _truncated("deflate", len(data))
    if stream.unused_data:
        raise BrokenBodyError(f"deflate is followed by {len(stream.unused_data)} other bytes")
    return inflated


def _unbrotli(data: bytes, _: int) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    for part in _steps(data):
        yield stream.process(part)
    if not stream.is_finished():
        raise _truncated("brotli", len(data))


def _unzstd(data: bytes, _: int) -> Iterator[bytes]:
    """Frames may follow each other."""
    stream = zstandard.ZstdDecompressor().decompressobj()
    for part in _steps(data):
        rest = part
        while rest:
            if stream.eof:
                stream = zstandard.ZstdDecompressor().decompressobj()
            yield stream.decompress(rest)
            rest = stream.unused_data if stream.eof else b""
    if not stream.eof:
        raise _truncated("zstd", len(data))


def _steps(data: bytes) -> Iterator[bytes]:
    return (data[start : start + STEP] for start in range(0, len(data), STEP))


DECODERS: dict[str, Callable[[bytes, int], Iterator[bytes]]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
