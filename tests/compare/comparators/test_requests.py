from __future__ import annotations

from tests.compare.a_pair import Tell, a_day, both, captured, found, label, told
from tests.rules.a_life import ON, SETTINGS, Life

FETCH = "GET cdn-settings.segment.com/v1/projects/*/settings"
UPLOAD = "POST api.segment.io/v1/b"


def fetched(times: int) -> Tell:
    def tell(life: Life) -> None:
        for _ in range(times):
            life.asked(SETTINGS, answer=ON, method="GET")

    return tell


def sent(times: int, is_hurried: bool = False) -> Tell:
    def tell(life: Life) -> None:
        if is_hurried:
            life.noted("nudge")
        message = life.message()
        for _ in range(times):
            life.sent(message)

    return tell


def test_an_endpoint_that_is_asked_more_often_is_said() -> None:
    assert told(both(fetched(1), fetched(3)), "requests") == [(FETCH, "2", "4")]
    assert told(both(sent(1), sent(2)), "requests") == [(UPLOAD, "1", "2")]


def test_the_number_of_uploads_is_nobodys_promise_where_the_harness_flushed() -> None:
    assert told(both(sent(1), sent(2, is_hurried=True)), "requests") == []


def test_nor_is_that_of_moengages_reports() -> None:
    def reported(times: int) -> Tell:
        return lambda life: [life.reported(life.point()) for _ in range(times)]

    assert told(both(reported(1), reported(2)), "requests") == []
    report = ("POST sdk-01.moengage.com/v2/sdk/report/*", "1", "2")
    assert told(captured(reported(1), reported(2)), "requests") == [report]


def test_a_request_that_may_still_come_is_only_told() -> None:
    (one,) = found(both(fetched(0), fetched(1), is_whole=False), "requests")
    assert one.severity == "info"


def test_parts_of_a_scenario_are_counted_each() -> None:
    def parts(first: int, second: int) -> Tell:
        def tell(life: Life) -> None:
            for name, times in (("first", first), ("second", second)):
                label(life, name)
                fetched(times)(life)

        return tell

    assert told(captured(parts(1, 2), parts(2, 1)), "requests") == [
        (f"first: {FETCH}", "1", "2"),
        (f"second: {FETCH}", "2", "1"),
    ]


def test_a_day_is_asked_alike() -> None:
    assert found(both(a_day, a_day)) == []
