"""An old installation whose storage was cut, mixed up or full: the SDK goes on, and later events still go out."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from harness.virtual.sdk.seams import NoAnswer
from tests.virtual.sdk.fakes import FakeProcess, MemoryStorage, an_android_process, an_ios_process
from tests.virtual.sdk.moengage_app import REPORT, WORKSPACE, AndroidApp, App, IosApp

MODELS = {"android": AndroidApp, "ios": IosApp}
POINTS, BATCHES, VALUES = "moengage_WORKSPACE/points", "moengage_WORKSPACE/batches", "moengage_WORKSPACE"


def an_old_app(platform: str) -> App:
    """Signed in, with one batch that no server took and one point behind it."""
    process = an_android_process() if platform == "android" else an_ios_process()
    app: App = MODELS[platform](process)
    app.answers(REPORT, NoAnswer("offline"))
    app.start()  # type: ignore[attr-defined]
    app.do("identify_user", "ada-1")
    app.do("track_event", "Old", {"n": 1})
    app.do("entered_background")
    app.process.advance(5)
    app.do("track_event", "Behind", {"n": 1})
    return app


OLD = {platform: an_old_app(platform) for platform in MODELS}


def revived(platform: str, storage: MemoryStorage) -> App:
    process = an_android_process("again") if platform == "android" else an_ios_process("again")
    process.storage = storage
    app: App = MODELS[platform](process)
    app.start()  # type: ignore[attr-defined]
    return app


def flush(app: App) -> None:
    app.do("sync_interaction_data" if isinstance(app, AndroidApp) else "flush")


@pytest.fixture(params=sorted(MODELS))
def platform(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def storage(platform: str) -> MemoryStorage:
    return copy.deepcopy(OLD[platform].process.storage)


def test_a_whole_storage_loses_nothing(platform: str, storage: MemoryStorage) -> None:
    app = revived(platform, storage)

    assert {"Old", "Behind"} <= set(app.actions())
    assert app.reports()[-1]["identifiers"]["moe_user_id"] == "ada-1"


@pytest.mark.parametrize(("folder", "lost", "kept"), [(BATCHES, "Old", "Behind"), (POINTS, "Behind", "Old")])
def test_files_cut_in_half_are_dropped_and_logged_and_the_others_go_out(
    platform: str, storage: MemoryStorage, folder: str, lost: str, kept: str
) -> None:
    files = storage.all_files[folder]
    assert files
    for name, content in files.items():
        files[name] = content[: len(content) // 2]
    count = len(files)

    app = revived(platform, storage)
    app.do("track_event", "New", {"n": 1})
    flush(app)

    assert lost not in app.actions()
    assert {kept, "New"} <= set(app.actions())
    assert app.sdk.queued() == 0
    assert sum("dropped the unreadable file" in line for line in app.process.lines) == count
    assert app.trouble() == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"7",
        b"\xff\xfe",
        b'{"EVENT_ACTION":7}',
        b'{"EVENT_ACTION":"X","EVENT_G_TIME":"1","n":NaN}',
        b"[" * 9000,
    ],
)
def test_a_file_that_is_no_record_does_not_stand_in_the_way(
    platform: str, storage: MemoryStorage, content: bytes
) -> None:
    storage.all_files[BATCHES]["000000000"] = storage.all_files[POINTS]["000000000"] = content
    storage.all_files[POINTS]["a stranger"] = content

    app = revived(platform, storage)

    assert {"Old", "Behind"} <= set(app.actions())
    assert app.sdk.queued() == 0


def test_preferences_of_other_types_are_as_good_as_none(platform: str, storage: MemoryStorage) -> None:
    values = storage.all_preferences[VALUES]
    for name in list(values):
        values[name] = {"of": ["another", b"type"]}

    app = revived(platform, storage)
    app.do("identify_user", "bob-1")

    assert app.reports()[-1]["identifiers"]["moe_user_id"] == "bob-1"
    assert {"Old", "Behind"} <= set(app.actions())
    assert app.trouble() == []


SCALARS = some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=9)
JUNK = some.recursive(
    SCALARS, lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=9), inner, max_size=3)
)


@settings(max_examples=60, deadline=None)
@given(platform=some.sampled_from(sorted(MODELS)), data=some.data())
def test_no_damage_gets_out_of_the_sdk_or_stops_later_events(platform: str, data: some.DataObject) -> None:
    storage = copy.deepcopy(OLD[platform].process.storage)
    damage(storage, data)

    app = revived(platform, storage)
    app.do("set_sdk_state", True)
    app.do("set_data_tracking", True)
    app.do("identify_user", "bob-1")
    app.do("track_event", "New", {"n": 1})
    flush(app)

    assert "New" in app.actions()
    assert app.sdk.queued() == 0


def damage(storage: MemoryStorage, data: some.DataObject) -> None:
    values: dict[str, Any] = storage.all_preferences[VALUES]
    for name in data.draw(some.sets(some.sampled_from(sorted(values)))):
        values[name] = data.draw(JUNK)
    for folder in (POINTS, BATCHES):
        files = storage.all_files[folder]
        for name in data.draw(some.sets(some.sampled_from(sorted(files)))):
            files[name] = data.draw(spoilt(files[name]))
        files |= data.draw(some.dictionaries(some.text("0123456789x", max_size=9), some.binary(max_size=9), max_size=2))


def spoilt(content: bytes) -> some.SearchStrategy[bytes]:
    cut = some.integers(0, len(content)).map(lambda end: content[:end])
    flipped = some.tuples(some.integers(0, len(content) - 1), some.integers(0, 255)).map(
        lambda change: content[: change[0]] + bytes([change[1]]) + content[change[0] + 1 :]
    )
    return cut | flipped | some.binary(max_size=40)


def test_a_full_phone_loses_what_comes_and_keeps_what_is_there(platform: str, storage: MemoryStorage) -> None:
    storage.is_full = True
    app = revived(platform, storage)
    app.do("track_event", "Lost", {"n": 1})
    flush(app)
    assert "Old" in app.actions()
    storage.is_full = False

    app.do("track_event", "New", {"n": 1})
    flush(app)

    assert {"Old", "Behind", "New"} <= set(app.actions())
    assert "Lost" not in app.actions()
    assert app.sdk.queued() == 0


def test_a_failed_write_after_a_refusal_does_not_end_reporting(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process).start()
    app.do("track_event", "E", {}, WORKSPACE)
    app.answers(REPORT, NoAnswer("timed out"))
    app.do("sync_interaction_data")
    a_process.storage.is_full = True
    app.do("sync_interaction_data")
    a_process.storage.is_full = False

    app.process.network._answers.pop(REPORT)
    app.do("sync_interaction_data")

    assert app.sdk.queued() == 0
