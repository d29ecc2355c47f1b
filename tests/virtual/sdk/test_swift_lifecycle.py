from __future__ import annotations

from dataclasses import replace

from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.swift_app import a_swift_app, next_process


def test_lifecycle_events_come_in_order_with_their_properties(an_ios_app_process: FakeProcess) -> None:
    """segment.md 6."""
    app = a_swift_app(an_ios_app_process)
    version = {"version": "1.0", "build": "100"}
    app.do("launched")
    app.do("entered_foreground")
    app.do("entered_background")
    app.do("entered_foreground")
    events = [(event["event"], event.get("properties")) for event in app.flushed()]
    cold = {"from_background": False, **version, "referring_application": "", "url": ""}
    assert events == [
        ("Application Installed", version),
        ("Application Opened", cold),
        ("Application Backgrounded", None),
        ("Application Opened", {"from_background": True, **version}),
        ("Application Foregrounded", None),
    ]


def test_only_a_new_build_is_an_update(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process)
    app.do("launched")
    newer = replace(app.process.app, version="2.0", build="200")
    second = next_process(app, app=newer)
    second.do("launched")
    third = next_process(second, app=replace(newer, version="2.1"))
    third.do("launched")
    names = [event["event"] for event in third.flushed()]
    assert names.count("Application Updated") == 1
    updated = next(event for event in third.uploaded() if event["event"] == "Application Updated")
    assert updated["properties"]["previous_build"] == "100"
    assert updated["properties"]["previous_version"] == "1.0"


def test_what_decides_an_update_is_stored_for_all_write_keys(an_ios_app_process: FakeProcess) -> None:
    """segment.md 6."""
    app = a_swift_app(an_ios_app_process)
    app.do("launched")
    stored = app.process.storage.preferences("UserDefaults.standard")
    assert stored == {"SEGVersionKey": "1.0", "SEGBuildKeyV2": "100"}


def test_switched_off_nothing_is_tracked_or_stored(an_ios_app_process: FakeProcess) -> None:
    """segment.md 6: switching it on later reports an installation."""
    app = a_swift_app(an_ios_app_process, tracks_lifecycle=False)
    app.do("launched")
    app.do("entered_background")
    app.do("entered_foreground")
    assert app.flushed() == []
    assert app.process.storage.preferences("UserDefaults.standard") == {}


def test_the_event_comes_before_the_flush_of_the_background(an_ios_app_process: FakeProcess) -> None:
    """segment.md 4.1."""
    app = a_swift_app(an_ios_app_process)
    app.do("entered_background")
    assert [event["event"] for event in app.uploaded()] == ["Application Backgrounded"]


def test_a_second_return_is_told_again_and_being_told_twice_is_not(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process)
    for _ in range(2):
        app.do("entered_background")
        app.do("entered_foreground")
        app.do("entered_foreground")
    names = [event["event"] for event in app.flushed()]
    assert names == ["Application Backgrounded", "Application Opened", "Application Foregrounded"] * 2


def test_a_build_number_of_another_sdk_alone_is_an_installation(an_ios_app_process: FakeProcess) -> None:
    """segment.md 6: only SEGBuildKeyV2 counts"""
    an_ios_app_process.storage.preferences("UserDefaults.standard")["SEGBuildKey"] = 7
    app = a_swift_app(an_ios_app_process)
    app.do("launched")

    assert [event["event"] for event in app.flushed()] == ["Application Installed", "Application Opened"]


def test_a_build_without_a_version_is_updated_from_no_version(an_ios_app_process: FakeProcess) -> None:
    """segment.md 6"""
    an_ios_app_process.storage.preferences("UserDefaults.standard")["SEGBuildKeyV2"] = "90"
    app = a_swift_app(an_ios_app_process)
    app.do("launched")

    updated = app.flushed()[0]
    assert updated["event"] == "Application Updated"
    assert updated["properties"] == {"previous_version": "", "previous_build": "90", "version": "1.0", "build": "100"}


def test_rotations_and_screens_are_no_events(an_ios_app_process: FakeProcess) -> None:
    """segment.md 6"""
    app = a_swift_app(an_ios_app_process)
    app.do("launched")
    before = len(app.flushed())
    for act in (("rotated",), ("screen_opened", "Details"), ("screen_closed",)):
        app.do(*act)
    assert len(app.flushed()) == before
