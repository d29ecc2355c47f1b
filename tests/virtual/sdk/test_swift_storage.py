from __future__ import annotations

import json

from harness.clock import iso_utc
from harness.virtual.sdk.plugins import SegmentConfiguration
from harness.virtual.sdk.segment_swift import Analytics
from tests.virtual.sdk.fake_network import an_answer
from tests.virtual.sdk.fakes import WALL_S, FakeProcess
from tests.virtual.sdk.swift_app import a_swift_app, next_process, tries


def test_a_batch_is_lines_of_events_in_an_envelope_of_three_keys(an_ios_app_process: FakeProcess) -> None:
    """segment.md 2.1."""
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A")
    app.do("track", "B")
    app.do("flush")
    body = app.process.network.sent("/v1/b")[0].body
    lines = body.decode().split("\n")
    assert [line[:9] for line in lines] == ['{ "batch"', '{"type":"', ',{"type":', '],"sentAt', ""]
    assert set(json.loads(body)) == {"batch", "sentAt", "writeKey"}


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


def test_sent_at_is_stamped_when_the_file_is_closed(an_ios_app_process: FakeProcess) -> None:
    """segment.md 2.1: not at each try."""
    process = an_ios_app_process
    process.network.answers("/v1/b", an_answer(503))
    app = a_swift_app(process, flush_interval_s=0)
    app.do("track", "A")
    process.advance(7)
    app.do("flush")
    process.advance(60)
    app.do("flush")
    first, second = process.network.bodies("/v1/b")
    assert first["sentAt"] == second["sentAt"] == iso_utc(WALL_S + 7)
    assert first["batch"][0]["timestamp"] == iso_utc(WALL_S)


def test_files_are_numbered_and_named_for_what_they_are(an_ios_app_process: FakeProcess) -> None:
    """segment.md 4.3."""
    process = an_ios_app_process
    process.network.answers("/v1/b", an_answer(503))
    app = a_swift_app(process)
    for name in ("A", "B"):
        app.do("track", name)
        app.do("flush")
    app.do("track", "C")
    assert sorted(process.storage.files("segment/wk")) == [
        "0-segment-events.temp", "1-segment-events.temp", "2-segment-events",
    ]  # fmt: skip


def test_each_write_key_has_a_folder_of_its_own(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process)
    app.do("track", "A")
    other = Analytics(an_ios_app_process, SegmentConfiguration("other"), "1.10.0")
    assert (app.analytics.queued(), other.queued()) == (1, 0)


def test_there_is_no_limit_for_one_event(an_ios_app_process: FakeProcess) -> None:
    """segment.md 4.3."""
    app = a_swift_app(an_ios_app_process)
    app.do("track", "Huge", {"text": "x" * 1_000_000})
    assert len(app.flushed()[0]["properties"]["text"]) == 1_000_000
