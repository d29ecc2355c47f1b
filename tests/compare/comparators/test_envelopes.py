from __future__ import annotations

from tests.compare.a_pair import a_day, both, told
from tests.rules.a_life import UPLOAD, Life


def test_another_key_around_the_messages_is_said() -> None:
    def without(life: Life) -> None:
        body = {"batch": [life.message()], "sentAt": life.now()}
        life.told("track", name="Bought", properties={"n": 1}).asked(UPLOAD, body).reported(life.point())

    assert told(both(a_day, without), "envelopes") == [
        ("POST api.segment.io/v1/b body", "batch, sentAt, writeKey", "batch, sentAt")
    ]


def test_a_body_that_is_no_object_has_no_keys() -> None:
    def broken(life: Life) -> None:
        life.asked(UPLOAD, b"\xff")

    assert told(both(broken, broken), "envelopes") == []
