"""The smart way (segment.md 4.5)."""

from __future__ import annotations

from typing import Any

import pytest

from harness.virtual.sdk.seams import NoAnswer
from tests.virtual.sdk.fake_network import an_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.swift_app import next_process, retry_counts, smart, tries

STATUSES = (400, 401, 404, 408, 410, 429, 460, 500, 501, 503, 505, 302)


def test_a_rate_limit_pauses_everything_for_as_long_as_it_says(an_ios_app_process: FakeProcess) -> None:
    app = smart(an_ios_app_process)
    app.process.network.answers("/v1/b", an_answer(429, headers={"retry-after": "20"}), an_answer(200))
    app.do("track", "A")
    app.do("flush")
    app.process.advance(19)
    app.do("flush")
    assert tries(app) == 1
    app.process.advance(2)
    app.do("flush")
    assert retry_counts(app) == [None, "1"]


def test_back_off_grows_and_its_count_is_said(an_ios_app_process: FakeProcess) -> None:
    app = smart(an_ios_app_process)
    app.process.network.answers("/v1/b", an_answer(503), an_answer(503), an_answer(200))
    app.do("track", "A")
    app.do("flush")
    app.do("flush")
    assert tries(app) == 1
    for _ in range(2):
        app.process.advance(2)
        app.do("flush")
    assert retry_counts(app) == [None, "1", "2"]


def test_the_release_decides_whether_retry_after_on_5xx_pauses(an_ios_app_process: FakeProcess) -> None:
    app = smart(an_ios_app_process, "1.9.4")
    app.process.network.answers("/v1/b", an_answer(503, headers={"retry-after": "100"}), an_answer(200))
    app.do("track", "A")
    app.do("flush")
    app.process.advance(2)
    app.do("flush")
    assert tries(app) == 2


def test_a_reached_limit_loses_one_batch_and_counts_anew(an_ios_app_process: FakeProcess) -> None:
    app = smart(an_ios_app_process, rateLimitConfig={"maxRetryCount": 2, "maxRetryInterval": 1})
    app.process.network.answers("/v1/b", an_answer(429), an_answer(429), an_answer(200))
    app.do("track", "Lost")
    for _ in range(3):
        app.do("flush")
        app.process.advance(2)
    assert app.analytics.queued() == 0
    app.do("track", "Kept")
    assert app.flushed()[-1]["event"] == "Kept"


def test_what_is_known_of_failures_outlives_the_process(an_ios_app_process: FakeProcess) -> None:
    app = smart(an_ios_app_process)
    app.process.network.answers("/v1/b", an_answer(503), an_answer(200))
    app.do("track", "A")
    app.do("flush")
    again = next_process(app)
    again.process.advance(2)
    again.do("flush")
    assert retry_counts(again) == [None, "1"]


def test_a_configuration_that_cannot_be_read_is_the_legacy_way(an_ios_app_process: FakeProcess) -> None:
    app = smart(an_ios_app_process, backoffConfig={"maxRetryCount": "many"})
    app.process.network.answers("/v1/b", an_answer(503), an_answer(200))
    app.do("track", "A")
    app.do("flush")
    app.do("flush")
    assert retry_counts(app) == [None, None]


def kept(process: FakeProcess, **http_config: Any) -> list[int]:
    """Statuses after which the batch is still there."""
    app = smart(process, flush_at=1001, **http_config)
    found = []
    for status in STATUSES:
        process.network.answers("/v1/b", an_answer(status))
        app.do("track", "A")
        app.do("flush")
        found += [status] if app.analytics.queued() else []
        process.network.answers("/v1/b", an_answer(200))
        process.advance(301)
        app.do("flush")
        assert app.analytics.queued() == 0
    return found


OFF = {"enabled": False}


@pytest.mark.parametrize(
    ("config", "statuses"),
    [
        ({}, [408, 410, 429, 460, 500, 503]),
        ({"rateLimitConfig": OFF}, [408, 410, 460, 500, 503]),
        ({"backoffConfig": OFF}, [408, 410, 429, 460, 500, 503]),
        ({"rateLimitConfig": OFF, "backoffConfig": OFF}, list(STATUSES)),
        ({"backoffConfig": {"statusCodeOverrides": {"503": "drop", "401": "retry"}}}, [401, 429, 500, 501, 505]),
        ({"backoffConfig": {"default5xxBehavior": "drop", "unknownCodeBehavior": "retry"}}, [408, 410, 429, 460, 302]),
    ],
)
def test_the_configuration_decides_what_is_kept(
    an_ios_app_process: FakeProcess, config: dict[str, Any], statuses: list[int]
) -> None:
    assert kept(an_ios_app_process, **config) == statuses


def test_a_pause_holds_back_files_that_were_never_tried(an_ios_app_process: FakeProcess) -> None:
    app = smart(an_ios_app_process)
    app.process.network.answers("/v1/b", an_answer(429, headers={"retry-after": "20"}), an_answer(200))
    app.do("track", "A")
    app.do("flush")
    app.do("track", "B")
    app.do("flush")
    assert tries(app) == 1


@pytest.mark.parametrize(("said", "waits_s"), [("9999", 300), (None, 300), ("Wed, 01 Jan 2031 00:00:00 GMT", 300)])
def test_a_pause_has_a_longest_time(an_ios_app_process: FakeProcess, said: str | None, waits_s: int) -> None:
    app = smart(an_ios_app_process, flush_interval_s=0)
    headers = {} if said is None else {"retry-after": said}
    app.process.network.answers("/v1/b", an_answer(429, headers=headers), an_answer(200))
    app.do("track", "A")
    app.do("flush")
    app.process.advance(waits_s - 1)
    app.do("flush")
    assert tries(app) == 1
    app.process.advance(2)
    app.do("flush")
    assert tries(app) == 2


def test_retry_after_on_5xx_is_a_pause_and_no_failure(an_ios_app_process: FakeProcess) -> None:
    """From 1.10.0 on."""
    app = smart(an_ios_app_process, flush_interval_s=0)
    app.process.network.answers("/v1/b", an_answer(503, headers={"retry-after": "100"}), an_answer(200))
    app.do("track", "A")
    app.do("flush")
    app.process.advance(99)
    app.do("flush")
    assert tries(app) == 1
    app.process.advance(2)
    app.do("flush")
    assert app.analytics.queued() == 0


def test_a_failure_below_http_is_not_counted(an_ios_app_process: FakeProcess) -> None:
    app = smart(an_ios_app_process)
    app.process.network.answers("/v1/b", NoAnswer("reset"), an_answer(200))
    app.do("track", "A")
    app.do("flush")
    app.do("flush")
    assert retry_counts(app) == [None, None]


def test_too_many_failures_lose_the_batch_even_while_it_would_have_to_wait(an_ios_app_process: FakeProcess) -> None:
    app = smart(an_ios_app_process, backoffConfig={"maxRetryCount": 1, "baseBackoffInterval": 60})
    app.process.network.answers("/v1/b", an_answer(503))
    app.do("track", "A")
    app.do("flush")
    assert app.analytics.queued() == 1
    app.do("flush")
    assert (tries(app), app.analytics.queued()) == (1, 0)


def test_failures_over_too_long_a_time_lose_the_batch(an_ios_app_process: FakeProcess) -> None:
    app = smart(an_ios_app_process, flush_interval_s=0, backoffConfig={"maxTotalBackoffDuration": 50})
    app.process.network.answers("/v1/b", an_answer(503))
    app.do("track", "A")
    for _ in range(2):
        app.do("flush")
        app.process.advance(49)
    assert (tries(app), app.analytics.queued()) == (2, 1)
    app.do("flush")
    assert (tries(app), app.analytics.queued()) == (2, 0)


def test_a_success_ends_the_count(an_ios_app_process: FakeProcess) -> None:
    app = smart(an_ios_app_process)
    app.process.network.answers("/v1/b", an_answer(429, headers={"retry-after": "1"}), an_answer(200))
    app.do("track", "A")
    for _ in range(2):
        app.do("flush")
        app.process.advance(2)
    app.do("track", "B")
    app.do("flush")
    assert retry_counts(app) == [None, "1", None]
