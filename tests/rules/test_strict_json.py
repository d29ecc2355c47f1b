from __future__ import annotations

import pytest

from tests.rules.a_life import UPLOAD, a_life

BODIES = {
    b'{"batch": [1], "batch": [2]}': "the key 'batch' stands twice in one object",
    b'{"batch": [NaN]}': "NaN is no JSON number",
    b'{"batch": [-Infinity]}': "-Infinity is no JSON number",
    b'{"batch": [{"type": "track"': "Expecting ',' delimiter",
    b'{"batch": []} {"type": "track"}': "Extra data",
    b"[" * 100_000: "nested too deeply",
}


@pytest.mark.parametrize("body", BODIES)
def test_a_body_that_a_lenient_reader_would_take_is_found(body: bytes) -> None:
    said = [one for one in a_life().asked(UPLOAD, body).said() if one.startswith("strict_json")]
    assert said == [f"strict_json: the body is no strict JSON: {BODIES[body]}"]


def test_bytes_that_are_no_text_are_found() -> None:
    assert "strict_json: the body is not UTF-8: invalid start byte" in a_life().asked(UPLOAD, b'{"a": "\xff"}').said()


def test_json_inside_a_string_is_judged_too() -> None:
    life = a_life()
    life.reported(life.point(EVENT_ATTRS='{"price": NaN}'))
    assert "strict_json: EVENT_ATTRS is no strict JSON: NaN is no JSON number" in life.said()


def test_a_body_that_could_not_be_unpacked_is_found() -> None:
    life = a_life().asked(UPLOAD, b"\x1f\x8b", problem="gzip: it ends too early")
    assert "strict_json: gzip: it ends too early" in life.said()


def test_a_request_that_was_cut_off_has_no_body_to_judge() -> None:
    life = a_life().asked(UPLOAD, b"", problem="the request ended before it was whole", status=None)
    assert life.said() == []
