from __future__ import annotations

import pytest

from harness.virtual.sdk.seams import NoAnswer
from tests.virtual.sdk.fake_network import an_answer, settings_answer
from tests.virtual.sdk.fakes import WALL_S, FakeProcess
from tests.virtual.sdk.kotlin_app import KotlinApp, launch, relaunch

SMART = {"rateLimitConfig": {"enabled": True}, "backoffConfig": {"enabled": True, "jitterPercent": 0}}
HTTP_DATE = "Fri, 15 Jan 2027 08:00:05 GMT"  # five seconds after WALL_S


def smart(process: FakeProcess, release: str = "1.27.0", **configuration: object) -> KotlinApp:
    segment = {"apiKey": "wk", "httpConfig": {**SMART, **configuration}}
    process.network.answers("/settings", settings_answer(**{"Segment.io": segment}))
    return launch(process, release)


def tries(app: KotlinApp) -> list[str | None]:
    """X-Retry-Count of each upload so far."""
    return [dict(request.headers).get("X-Retry-Count") for request in app.process.network.sent("/v1/b")]


def attempt(app: KotlinApp, status: int, headers: dict[str, str] | None = None) -> None:
    app.process.network.answers("/v1/b", an_answer(status, headers=headers))
    app.do("flush")


@pytest.mark.parametrize("status", [200, 204, 400, 401, 403, 404, 413, 422])
def test_a_batch_is_gone_after_success_and_after_most_refusals(a_process: FakeProcess, status: int) -> None:
    """segment.md 4.4"""
    app = launch(a_process)
    app.do("track", "T")
    attempt(app, status)
    app.do("flush")

    assert tries(app) == [None]
    assert app.analytics.queued() == 0


def test_a_408_is_sent_twice_and_then_gone(a_process: FakeProcess) -> None:
    """segment.md 4.4; captured"""
    app = launch(a_process)
    app.do("track", "T")
    attempt(app, 408)

    assert tries(app) == [None, None]
    assert app.analytics.queued() == 0


@pytest.mark.parametrize("status", [302, 429, 500, 501, 503])
def test_a_batch_is_kept_and_sent_again_at_each_flush_without_counting(a_process: FakeProcess, status: int) -> None:
    """segment.md 4.4"""
    app = launch(a_process)
    app.do("track", "T")
    attempt(app, status, {"retry-after": "60"})
    attempt(app, 200)

    first, second = a_process.network.bodies("/v1/b")
    assert first == second
    assert tries(app) == [None, None]
    assert app.analytics.queued() == 0


def test_a_batch_is_kept_when_nobody_answers(a_process: FakeProcess) -> None:
    """segment.md 4.4"""
    app = launch(a_process)
    app.do("track", "T")
    a_process.network.answers("/v1/b", NoAnswer("timed out"))
    app.do("flush")

    assert app.analytics.queued() == 1


def test_batches_are_sent_one_after_another_and_one_refusal_does_not_stop_the_rest(a_process: FakeProcess) -> None:
    """segment.md 2.1, 4.4"""
    app = launch(a_process)
    attempt(app, 500)
    for name in ("A", "B"):
        app.do("track", name)
        app.do("flush")
    a_process.network.requests.clear()

    a_process.network.hold("/v1/b")
    app.do("flush")
    assert len(a_process.network.sent("/v1/b")) == 1
    a_process.network.release("/v1/b")
    a_process.run()

    assert {event["event"] for event in app.uploaded()} == {"A", "B"}
    assert len(a_process.network.sent("/v1/b")) == 2


def test_a_flush_during_an_upload_waits_for_its_end(a_process: FakeProcess) -> None:
    """segment.md 4.1"""
    app = launch(a_process)
    a_process.network.hold("/v1/b")
    app.do("track", "A")
    app.do("flush")
    app.do("track", "B")
    app.do("flush")
    assert [event["event"] for event in app.uploaded()] == ["A"]

    a_process.network.release("/v1/b")
    a_process.run()

    assert [event["event"] for event in app.uploaded()] == ["A", "B"]


def test_smart_mode_backs_off_and_counts(a_process: FakeProcess) -> None:
    """segment.md 4.5; captured as smart_retry"""
    app = smart(a_process)
    app.do("track", "T")
    attempt(app, 503)
    attempt(app, 503)
    assert tries(app) == [None]

    a_process.advance(0.5)
    attempt(app, 503)
    a_process.advance(0.9)
    attempt(app, 503)
    assert tries(app) == [None, "1"]
    a_process.advance(0.1)
    attempt(app, 200)

    assert tries(app) == [None, "1", "2"]
    assert app.analytics.queued() == 0


@pytest.mark.parametrize("status", [400, 401, 501, 505, 302])
def test_smart_mode_gives_up_what_is_not_worth_a_retry(a_process: FakeProcess, status: int) -> None:
    """segment.md 4.5"""
    app = smart(a_process)
    app.do("track", "T")
    attempt(app, status)

    assert app.analytics.queued() == 0


def test_a_429_pauses_everything_until_its_time(a_process: FakeProcess) -> None:
    """segment.md 4.5"""
    app = smart(a_process)
    app.do("track", "A")
    attempt(app, 429, {"retry-after": "3"})
    app.do("track", "B")
    a_process.advance(2.9)
    attempt(app, 200)
    assert tries(app) == [None]
    a_process.advance(0.1)
    attempt(app, 200)

    assert {event["event"] for event in app.uploaded()[1:]} == {"A", "B"}
    assert tries(app)[1] == "1"


def test_a_pause_outlives_the_process(a_process: FakeProcess) -> None:
    """segment.md 4.5"""
    app = smart(a_process)
    app.do("track", "A")
    attempt(app, 429, {"retry-after": "20"})
    a_process.advance(1)
    again = relaunch(app)
    again.process.advance(10)
    again.do("flush")
    assert tries(again) == [None]
    again.process.advance(10)
    again.do("flush")

    assert tries(again)[1] == "1"


@pytest.mark.parametrize(("release", "is_paused"), [("1.25.0", False), ("1.27.0", True)])
def test_retry_after_on_a_5xx_counts_in_newer_releases(a_process: FakeProcess, release: str, is_paused: bool) -> None:
    """segment.md 11, row 25; captured as retry_after_5xx"""
    app = smart(a_process, release)
    app.do("track", "T")
    attempt(app, 503, {"retry-after": "5"})
    a_process.advance(2)
    attempt(app, 200)

    assert (len(tries(app)) == 1) is is_paused
    a_process.advance(3)
    attempt(app, 200)
    assert tries(app) == [None, "1"]


@pytest.mark.parametrize(("release", "wait_s"), [("1.25.0", 300.0), ("1.27.0", 5.0)])
def test_an_http_date_is_read_by_newer_releases(a_process: FakeProcess, release: str, wait_s: float) -> None:
    """segment.md 4.5"""
    app = smart(a_process, release)
    app.do("track", "T")
    assert a_process.clock.wall() == WALL_S
    attempt(app, 429, {"retry-after": HTTP_DATE})
    a_process.advance(wait_s - 1)
    attempt(app, 200)
    assert len(tries(app)) == 1
    a_process.advance(1)
    attempt(app, 200)

    assert len(tries(app)) == 2


def test_a_batch_is_dropped_when_its_retries_are_used_up(a_process: FakeProcess) -> None:
    """segment.md 4.5"""
    app = smart(a_process, backoffConfig={"maxRetryCount": 1, "jitterPercent": 0})
    app.do("track", "T")
    attempt(app, 503)
    a_process.advance(1)
    attempt(app, 503)

    assert tries(app) == [None]
    assert app.analytics.queued() == 0
    assert any("retry limits" in line for line in a_process.lines)


def test_a_batch_is_dropped_when_its_time_is_over(a_process: FakeProcess) -> None:
    """segment.md 4.5"""
    app = smart(a_process, backoffConfig={"maxTotalBackoffDuration": 60, "jitterPercent": 0})
    app.do("track", "T")
    attempt(app, 503)
    a_process.network.answers("/v1/b", NoAnswer("timed out"))
    a_process.advance(90)

    assert app.analytics.queued() == 0


def test_no_answer_counts_as_a_500(a_process: FakeProcess) -> None:
    """segment.md 4.5"""
    app = smart(a_process)
    app.do("track", "T")
    a_process.network.answers("/v1/b", NoAnswer("timed out"))
    app.do("flush")
    a_process.advance(1)
    attempt(app, 200)

    assert tries(app) == [None, "1"]
