from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harness.calls import Exchange
from harness.capture.frames import Unpacker, pack, pack_exchange, unpack_exchange


@given(st.binary(max_size=200), st.binary(max_size=200), st.integers(1, 50))
def test_frames_come_out_however_the_stream_was_cut(first: bytes, second: bytes, step: int) -> None:
    stream = pack({"n": 1}, first, second) + pack({"n": 2})
    unpacker = Unpacker()
    frames = [frame for start in range(0, len(stream), step) for frame in unpacker.feed(stream[start : start + step])]
    assert [frame.head["n"] for frame in frames] == [1, 2]
    assert (frames[0].first, frames[0].second) == (first, second)


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_an_exchange_survives_the_way(request: bytes, response: bytes) -> None:
    exchange = Exchange(
        id="0a", device="phone", wall=1.5, method="POST", url="https://api.segment.io/v1/b",
        request_headers=(("a", "b"), ("a", "c")), request_body=request, status=None, response_body=response,
        condition="x", problem="y",
    )  # fmt: skip
    (frame,) = Unpacker().feed(pack_exchange(exchange))
    assert unpack_exchange(frame) == exchange
