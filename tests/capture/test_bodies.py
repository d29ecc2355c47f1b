from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from harness.capture.bodies import decode_body

TEXT = b'{"a": "Zo\xc3\xab"}' * 10


def raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


ENCODERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("coding", [*ENCODERS, "GZIP", " gzip "])
def test_every_encoding_is_undone(coding: str) -> None:
    body = decode_body(ENCODERS[coding.strip().lower()](TEXT), coding)
    assert (body.data, body.problem) == (TEXT, "")


def test_several_are_undone_from_the_last_to_the_first() -> None:
    assert decode_body(brotli.compress(gzip.compress(TEXT)), "gzip, br").data == TEXT


def test_gzip_may_have_members_and_padding_and_deflate_may_be_bare() -> None:
    assert decode_body(gzip.compress(TEXT) + gzip.compress(TEXT) + b"\0\0", "gzip").data == TEXT * 2
    assert decode_body(raw_deflate(TEXT), "deflate").data == TEXT


@pytest.mark.parametrize("coding", [None, "", "identity", "identity, identity"])
def test_what_is_not_encoded_stays(coding: str | None) -> None:
    assert decode_body(TEXT, coding).data == TEXT


@pytest.mark.parametrize("coding", ENCODERS)
def test_a_cut_body_is_kept_as_it_came_and_said(coding: str) -> None:
    cut = ENCODERS[coding](TEXT)[:-3]
    body = decode_body(cut, coding)
    assert body.data == cut
    assert "not decoded" in body.problem


def test_an_unknown_encoding_is_named() -> None:
    assert decode_body(TEXT, "rot13").problem == "not decoded: content encoding 'rot13' is not known"


@pytest.mark.parametrize("coding", ENCODERS)
def test_a_bomb_is_cut_at_the_limit(coding: str) -> None:
    body = decode_body(ENCODERS[coding](b"\0" * 1_000_000), coding, limit=1000)
    assert len(body.data) == 1000
    assert "of which the first 1000 are kept" in body.problem


@given(st.binary(max_size=300), st.sampled_from([*ENCODERS, "gzip, br", "nonsense", ""]))
def test_nothing_raises_and_nothing_vanishes(wire: bytes, coding: str) -> None:
    body = decode_body(wire, coding)
    assert body.data == wire or not body.problem


@given(st.binary(max_size=300), st.sampled_from(sorted(ENCODERS)))
def test_what_was_encoded_comes_back(data: bytes, coding: str) -> None:
    assert decode_body(ENCODERS[coding](data), coding).data == data
