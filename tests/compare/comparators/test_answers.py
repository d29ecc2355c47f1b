from __future__ import annotations

from tests.compare.a_pair import Tell, a_day, both, captured, found, label, told
from tests.rules.a_life import Life

UPLOAD = "POST api.segment.io/v1/b"


def answered(*statuses: int | None) -> Tell:
    def tell(life: Life) -> None:
        a_day(life)
        message = life.message()
        for status in statuses:
            life.sent(message, status=status)

    return tell


def test_other_statuses_are_said() -> None:
    assert told(both(answered(503), answered(429)), "answers") == [(UPLOAD, "200, 503", "200, 429")]
    assert told(both(answered(None), answered(200)), "answers") == [(UPLOAD, "200, no answer", "200, 200")]


def test_of_more_requests_only_another_status_is_said() -> None:
    assert told(both(answered(503), answered(503, 503)), "answers") == []


def test_what_was_still_under_way_is_only_told() -> None:
    (one,) = found(both(answered(503), answered(503, 201), is_whole=False), "answers")
    assert one.severity == "info"


def test_parts_of_a_scenario_are_compared_each() -> None:
    def parts(status: int) -> Tell:
        def tell(life: Life) -> None:
            for name, answer in (("first", 200), ("second", status)):
                label(life, name)
                life.sent(life.message(), status=answer)

        return tell

    assert told(captured(parts(500), parts(400)), "answers") == [(f"second: {UPLOAD}", "500", "400")]
