"""Storage that an old installation, a bad disk or a full one has left: no SDK falls, and later events arrive."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.virtual.sdk import kotlin_app, swift_app
from tests.virtual.sdk.fake_network import SETTINGS, an_answer
from tests.virtual.sdk.fakes import FakeProcess, an_android_process, an_ios_process
from tests.virtual.sdk.kotlin_app import KotlinApp
from tests.virtual.sdk.swift_app import SwiftApp

App = KotlinApp | SwiftApp
HTTP_CONFIG: dict[str, Any] = {"rateLimitConfig": {}, "backoffConfig": {}}
SMART = {**SETTINGS["integrations"], "Segment.io": {"apiKey": "wk", "httpConfig": HTTP_CONFIG}}
PREFERENCES = {"android": "analytics-android-wk", "ios": "com.segment.storage.wk"}
FOLDERS = {"android": "app_segment-disk-queue", "ios": "segment/wk"}
PLATFORMS = pytest.mark.parametrize("platform", ["android", "ios"])


def started(process: FakeProcess, **configuration: Any) -> App:
    is_android = process.device.os_name == "Android"
    launch = kotlin_app.launch if is_android else swift_app.a_swift_app
    app: App = launch(process, **{"tracks_lifecycle": True, **configuration})
    for act in ("launched", "entered_foreground"):
        app.do(act)
    return app


def used(platform: str) -> App:
    """An installation that has stored all there is: identity, settings, retries, a closed file, an open one."""
    process = an_android_process("damage") if platform == "android" else an_ios_process("damage")
    process.network.answers("/settings", an_answer(200, {**SETTINGS, "integrations": SMART}))
    process.network.answers("/v1/b", an_answer(503))
    app = started(process)
    app.do("identify", "ada", {"plan": "pro"})
    app.do("track", "Closed")
    app.do("flush")
    app.do("track", "Open")
    process.network.answers("/v1/b", an_answer(200))
    return app


def names_in(body: bytes) -> list[str]:
    """Nothing of a body that is damaged."""
    plain = gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body
    try:
        return [event.get("event", event["type"]) for event in json.loads(plain)["batch"]]
    except (ValueError, TypeError, KeyError, AttributeError):
        return []


def arrives(app: App, name: str) -> bool:
    app.do("track", name)
    app.do("flush")
    app.process.advance(1)
    return any(name in names_in(request.body) for request in app.process.network.sent("/v1/b"))


def next_start(app: App) -> App:
    return started(app.process.relaunched())


def half(value: Any) -> Any:
    return value[: len(value) // 2] if isinstance(value, str | bytes | list) else "half"


def keys_of(platform: str) -> list[str]:
    return sorted(used(platform).process.storage.preferences(PREFERENCES[platform]))


TEXTS = ("[]", "null", '{"batchMetadata": {"x": 7}}', '{"waitUntilTime": "soon"}')
OTHERS: tuple[object, ...] = ([1], {"files": 1}, {"files": {"a": {"failures": "x"}}}, {"integrations": []})
VALUES = st.one_of(
    *(st.just(value) for value in (*TEXTS, *OTHERS)),
    st.none(),
    st.booleans(),
    st.integers(0, 99),
    st.floats(allow_nan=False),
    st.text(max_size=9),
    st.binary(max_size=9),
)


@PLATFORMS
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_events_arrive_whatever_one_stored_value_has_become(platform: str, data: st.DataObject) -> None:
    app = used(platform)
    stored = app.process.storage.preferences(PREFERENCES[platform])
    key = data.draw(st.sampled_from(sorted(stored)))
    stored[key] = data.draw(st.one_of(st.just(half(stored[key])), VALUES))
    again = next_start(app)

    assert again.analytics.queued() >= 0
    arrives(again, "First")
    again.process.advance(600)
    assert arrives(again, "Second")


@PLATFORMS
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_events_arrive_whatever_one_stored_file_has_become(platform: str, data: st.DataObject) -> None:
    app = used(platform)
    files = app.process.storage.files(FOLDERS[platform])
    name = data.draw(st.sampled_from(sorted(files)))
    files[name] = data.draw(st.one_of(st.just(half(files[name])), st.binary(max_size=40), st.just(b"")))
    again = next_start(app)

    assert again.analytics.queued() >= 0
    arrives(again, "First")
    again.process.advance(600)
    assert arrives(again, "Second")


@PLATFORMS
def test_an_open_file_cut_in_half_spoils_what_is_added_to_it_and_no_more(platform: str) -> None:
    """segment.md 4.3: it is taken up again as it is; of the next file nothing is lost"""
    app = used(platform)
    files = app.process.storage.files(FOLDERS[platform])
    name = next(one for one in files if one.endswith((".tmp", "-segment-events")))
    files[name] = half(files[name])
    again = next_start(app)

    assert not arrives(again, "Spoilt")
    again.process.advance(600)
    assert arrives(again, "Whole")


@PLATFORMS
def test_a_stored_settings_document_that_is_none_gives_way_to_the_default(platform: str) -> None:
    """segment.md 1.4"""
    app = used(platform)
    stored = app.process.storage.preferences(PREFERENCES[platform])
    stored["segment.settings"] = half(stored["segment.settings"])
    app.process.network.answers("/settings", an_answer(500))
    again = next_start(app)

    assert arrives(again, "E")
    assert again.moengage.events == []


@PLATFORMS
def test_traits_that_cannot_be_read_lose_themselves_and_nobody_else(platform: str) -> None:
    app = used(platform)
    stored = app.process.storage.preferences(PREFERENCES[platform])
    anonymous_id = app.analytics.anonymous_id()
    stored["segment.traits"] = "{"
    again = next_start(app)

    assert (again.analytics.user_id(), again.analytics.anonymous_id()) == ("ada", anonymous_id)


@PLATFORMS
def test_all_that_is_stored_can_be_damaged_at_once(platform: str) -> None:
    app = used(platform)
    stored = app.process.storage.preferences(PREFERENCES[platform])
    for key in keys_of(platform):
        stored[key] = [key]
    again = next_start(app)

    arrives(again, "First")
    assert arrives(again, "Second")
    assert again.analytics.user_id() is None


@PLATFORMS
def test_on_a_full_disk_events_are_lost_at_segment_and_reach_moengage(platform: str) -> None:
    """What cannot be stored is dropped and logged; the device mode needs no disk of Segment's"""
    app = used(platform)
    app.process.storage.is_full = True
    before = app.analytics.queued()
    app.do("track", "Lost", {})

    assert app.analytics.queued() == before
    assert "Lost" in [event.get("event") for event in app.moengage.events]
    assert any("No space left on device" in line for line in app.process.lines)

    app.process.storage.is_full = False
    app.process.advance(600)
    assert arrives(app, "Found")
    assert not any("Lost" in names_in(request.body) for request in app.process.network.sent("/v1/b"))


@PLATFORMS
def test_a_file_that_cannot_be_closed_is_closed_and_sent_later(platform: str) -> None:
    app = used(platform)
    app.process.storage.is_full = True
    app.do("flush")
    app.process.storage.is_full = False
    app.process.advance(600)

    assert arrives(app, "After")
    assert any("Open" in names_in(request.body) for request in app.process.network.sent("/v1/b"))


@PLATFORMS
def test_an_app_starts_on_a_full_disk(platform: str) -> None:
    app = used(platform)
    app.process.storage.is_full = True
    again = next_start(app)
    again.do("identify", "bob")

    assert again.analytics.user_id() == "bob"
    again.process.storage.is_full = False
    again.process.advance(600)
    assert arrives(again, "E")
