from __future__ import annotations

from harness.virtual.sdk.seams import NoAnswer
from tests.virtual.sdk.fake_network import an_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.swift_app import a_swift_app, next_process, retry_counts, tries

STATUSES = (200, 204, 302, 400, 401, 403, 404, 408, 413, 422, 429, 500, 503)


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


def test_all_files_of_a_flush_go_out_at_once(an_ios_app_process: FakeProcess) -> None:
    """segment.md 2.1."""
    process = an_ios_app_process
    process.network.answers("/v1/b", an_answer(503))
    app = a_swift_app(process)
    for name in ("A", "B", "C"):
        app.do("track", name)
        app.do("flush")
    before = tries(app)
    process.network.hold("/v1/b")
    app.do("flush")
    assert tries(app) == before + 3


def test_a_process_that_ends_in_mid_upload_sends_the_file_again(an_ios_app_process: FakeProcess) -> None:
    """segment.md 2.1: the same messages."""
    process = an_ios_app_process
    process.network.hold("/v1/b")
    app = a_swift_app(process)
    app.do("track", "A")
    app.do("flush")
    again = next_process(app)
    again.process.network.release("/v1/b")
    again.do("flush")
    first, second = process.network.sent("/v1/b")
    assert first.body == second.body


def test_offline_nothing_is_lost(an_ios_app_process: FakeProcess) -> None:
    process = an_ios_app_process
    app = a_swift_app(process)
    process.network.is_up = False
    app.do("track", "A")
    app.do("flush")
    assert app.analytics.queued() == 1
    process.network.is_up = True
    process.advance(30)
    assert app.analytics.queued() == 0
