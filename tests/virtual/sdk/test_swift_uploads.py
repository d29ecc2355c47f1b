"""Files, uploads and retries of analytics-swift (segment.md 4.3 to 4.5)."""

from __future__ import annotations

import json
from typing import Any

from harness.virtual.sdk.seams import NoAnswer
from tests.virtual.sdk.fake_network import an_answer, settings_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.swift_app import SwiftApp, a_swift_app, next_process

STATUSES = (200, 204, 302, 400, 401, 403, 404, 408, 413, 422, 429, 500, 503)


def smart(process: FakeProcess, release: str = "1.10.0", **http_config: Any) -> SwiftApp:
    segment = {"apiKey": "wk", "httpConfig": {"rateLimitConfig": {}, "backoffConfig": {}, **http_config}}
    process.network.answers("/settings", settings_answer(**{"Segment.io": segment}))
    return a_swift_app(process, release)


def tries(app: SwiftApp) -> int:
    return len(app.process.network.sent("/v1/b"))


def retry_counts(app: SwiftApp) -> list[str | None]:
    return [dict(request.headers).get("X-Retry-Count") for request in app.process.network.sent("/v1/b")]


def test_a_batch_is_lines_of_events_in_an_envelope_of_three_keys(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A")
    app.do("track", "B")
    app.do("flush")
    body = app.process.network.sent("/v1/b")[0].body
    assert body.startswith(b'{ "batch": [\n{"type":')
    assert body.count(b"\n") == 3
    assert set(json.loads(body)) == {"batch", "sentAt", "writeKey"}


def test_only_400_loses_a_batch_in_the_legacy_way(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process, flush_at=1001)
    kept = []
    for status in STATUSES:
        app.process.network.answers("/v1/b", an_answer(status))
        before = tries(app)
        app.do("track", "A")
        app.do("flush")
        app.process.network.answers("/v1/b", an_answer(200))
        app.do("flush")
        if tries(app) == before + 2:
            kept.append(status)
    assert kept == [status for status in STATUSES if status not in (200, 204, 400)]


def test_a_kept_batch_is_sent_again_as_it_was(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process)
    app.process.network.answers("/v1/b", NoAnswer("reset"), an_answer(503), an_answer(200))
    app.do("track", "A")
    for _ in range(4):
        app.do("flush")
    first, *others = app.process.network.sent("/v1/b")
    assert [one.body for one in others] == [first.body, first.body]
    assert retry_counts(app) == [None, None, None]


def test_no_flush_while_one_is_under_way(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process)
    app.process.network.hold("/v1/b")
    app.do("track", "A")
    app.do("flush")
    app.do("track", "B")
    app.do("flush")
    assert tries(app) == 1
    app.process.network.release("/v1/b")
    app.process.run()
    app.do("flush")
    assert tries(app) == 2


def test_what_a_killed_process_left_open_waits_for_a_new_event(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process)
    app.do("track", "Before")
    again = next_process(app)
    again.do("flush")
    assert again.uploaded() == []
    assert again.analytics.queued() == 1
    again.do("track", "After")
    assert [event["event"] for event in again.flushed()] == ["Before", "After"]


def test_a_full_file_is_closed_before_the_next_event(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process, flush_at=1001)
    for _ in range(6):
        app.do("track", "Big", {"text": "x" * 100_000})
    app.do("flush")
    assert tries(app) == 2
    assert [len(batch["batch"]) for batch in app.process.network.bodies("/v1/b")] == [5, 1]


def test_queued_counts_events_and_not_words_in_them(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A", {"messageId": "x", "type": "y"})
    assert app.analytics.queued() == 1


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
