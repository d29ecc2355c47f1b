from __future__ import annotations

from typing import Any

import pytest

from harness.virtual.sdk.kotlin_lifecycle import query_of
from harness.virtual.sdk.seams import AppInfo
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.kotlin_app import KotlinApp, launch

VERSION = {"version": "1.0", "build": "100"}


def opened(process: FakeProcess, link: str | None = None, **configuration: Any) -> KotlinApp:
    """Launched by a person, or by a link, in the order of the activity's callbacks."""
    app = launch(process, **{"tracks_lifecycle": True, "tracks_deep_links": True, **configuration})
    app.do("launched")
    if link:
        app.do("opened_link", link)
    app.do("entered_foreground")
    return app


def said(app: KotlinApp) -> list[tuple[str, dict[str, Any]]]:
    return [(event["event"], event["properties"]) for event in app.sent()]


def upgraded(app: KotlinApp, version: str, build: str) -> FakeProcess:
    return app.process.relaunched(app=AppInfo("Sample", "com.example.sample", version, build))


def test_the_first_launch_is_an_installation(a_process: FakeProcess) -> None:
    """segment.md 6; captured as fresh"""
    assert said(opened(a_process)) == [
        ("Application Installed", VERSION),
        ("Application Opened", {**VERSION, "from_background": False}),
    ]


def test_the_next_launch_is_an_opening_alone(a_process: FakeProcess) -> None:
    """segment.md 6; captured as relaunch"""
    app = opened(a_process)
    app.do("flush")
    a_process.network.requests.clear()

    assert said(opened(a_process.relaunched())) == [("Application Opened", {**VERSION, "from_background": False})]


def test_another_build_is_an_update(a_process: FakeProcess) -> None:
    """segment.md 6; captured as upgrade"""
    app = opened(a_process)
    app.do("flush")
    a_process.network.requests.clear()

    previous = {"previous_version": "1.0", "previous_build": "100"}
    assert said(opened(upgraded(app, "1.1", "200")))[0] == (
        "Application Updated",
        {"version": "1.1", "build": "200", **previous},
    )


def test_another_version_of_the_same_build_is_none(a_process: FakeProcess) -> None:
    """segment.md 6"""
    app = opened(a_process)
    app.do("flush")
    a_process.network.requests.clear()

    assert [name for name, _ in said(opened(upgraded(app, "1.1", "100")))] == ["Application Opened"]


def test_an_app_of_the_old_sdk_is_updated_from_null(a_process: FakeProcess) -> None:
    """segment.md 6"""
    a_process.storage.preferences("analytics-android-wk")["build"] = 7

    previous = {"previous_version": None, "previous_build": "null"}
    assert said(opened(a_process))[0] == ("Application Updated", {**VERSION, **previous})


def test_leaving_and_coming_back(a_process: FakeProcess) -> None:
    """segment.md 6; captured as background"""
    app = opened(a_process)
    app.do("entered_background")
    app.do("entered_foreground")

    assert said(app)[2:] == [("Application Backgrounded", {}), ("Application Opened", {"from_background": True})]


def test_an_installation_is_told_once_even_if_its_event_is_lost(a_process: FakeProcess) -> None:
    """jvm.md 4; captured as killed_while_queued"""
    a_process.network.hold("/settings")
    opened(a_process)
    a_process.network.release("/settings")

    assert [name for name, _ in said(opened(a_process.relaunched()))] == ["Application Opened"]


def test_lifecycle_events_that_are_off_leave_no_mark(a_process: FakeProcess) -> None:
    """segment.md 6"""
    app = opened(a_process, tracks_lifecycle=False)
    app.do("entered_background")
    assert said(app) == []

    assert said(opened(a_process.relaunched()))[0][0] == "Application Installed"


def test_a_link_s_query_is_flattened(a_process: FakeProcess) -> None:
    """segment.md 6; captured as deeplink"""
    url = "https://shop.example/p/7?utm_source=mail&x=1&blank=+&x=2"
    names_and_properties = said(opened(a_process, url))

    assert [name for name, _ in names_and_properties] == [
        "Application Installed",
        "Deep Link Opened",
        "Application Opened",
    ]
    properties = names_and_properties[1][1]
    assert properties.pop("referrer")
    assert properties == {"utm_source": "mail", "x": "1", "url": url}


def test_links_can_be_off(a_process: FakeProcess) -> None:
    """segment.md 6"""
    names = [name for name, _ in said(opened(a_process, "https://shop.example/", tracks_deep_links=False))]
    assert "Deep Link Opened" not in names


@pytest.mark.parametrize(("away_s", "fetches"), [(9.0, 1), (10.5, 2)])
def test_settings_older_than_ten_seconds_are_fetched_again_in_the_foreground(
    a_process: FakeProcess, away_s: float, fetches: int
) -> None:
    """segment.md 1.4; captured as background"""
    app = opened(a_process)
    app.do("entered_background")
    a_process.advance(away_s)
    app.do("entered_foreground")

    assert len(a_process.network.sent("/settings")) == fetches


def test_the_ten_seconds_count_from_the_last_fetch(a_process: FakeProcess) -> None:
    """segment.md 1.4"""
    app = opened(a_process)
    for _ in range(3):
        a_process.advance(8)
        app.do("entered_background")
        a_process.advance(1)
        app.do("entered_foreground")

    assert len(a_process.network.sent("/settings")) == 2


def test_a_glance_away_is_no_start(a_process: FakeProcess) -> None:
    """segment.md 6"""
    app = opened(a_process)
    a_process.advance(20)
    app.do("entered_background")
    a_process.advance(0.5)
    app.do("entered_foreground")

    assert len(a_process.network.sent("/settings")) == 1


def test_events_wait_again_while_settings_are_refreshed(a_process: FakeProcess) -> None:
    """segment.md 3.4"""
    app = opened(a_process)
    app.do("entered_background")
    a_process.advance(11)
    a_process.network.hold("/settings")
    app.do("entered_foreground")
    app.do("track", "Meanwhile")
    assert "Meanwhile" not in [name for name, _ in said(app)]

    a_process.network.release("/settings")
    a_process.run()

    assert "Meanwhile" in [name for name, _ in said(app)]


def test_a_dialog_of_the_system_ends_backgrounded_and_opened_for_this_process(a_process: FakeProcess) -> None:
    """segment.md 6: paused and resumed without a stop, so the counter never reaches zero again"""
    app = opened(a_process)
    for act in ("interrupted", "resumed", "entered_background", "entered_foreground", "entered_background"):
        app.do(act)

    assert [name for name, _ in said(app)] == ["Application Installed", "Application Opened"]


def test_the_next_process_counts_anew_after_a_dialog(a_process: FakeProcess) -> None:
    """segment.md 6"""
    app = opened(a_process)
    for act in ("interrupted", "resumed", "entered_background"):
        app.do(act)
    app.do("flush")
    a_process.network.requests.clear()

    again = opened(a_process.relaunched())
    again.do("entered_background")
    assert [name for name, _ in said(again)] == ["Application Opened", "Application Backgrounded"]


def test_a_dialog_means_nothing_to_the_process_s_observer(a_process: FakeProcess) -> None:
    """segment.md 6, row 17 of 11"""
    app = opened(a_process, uses_lifecycle_observer=True)
    for act in ("interrupted", "resumed", "entered_background"):
        app.do(act)
    a_process.advance(1)

    assert sorted(name for name, _ in said(app)) == [
        "Application Backgrounded",
        "Application Installed",
        "Application Opened",
    ]


@pytest.mark.parametrize(("away_s", "count"), [(0.5, 0), (0.8, 1)])
def test_the_observer_sees_a_background_of_more_than_700_milliseconds(
    a_process: FakeProcess, away_s: float, count: int
) -> None:
    """segment.md 6"""
    app = opened(a_process, uses_lifecycle_observer=True)
    app.do("entered_background")
    a_process.advance(away_s)
    app.do("entered_foreground")
    a_process.advance(5)

    names = [name for name, _ in said(app)]
    assert names.count("Application Backgrounded") == count
    assert names.count("Application Opened") == 1 + count


def test_the_observer_needs_no_activity_for_an_installation(a_process: FakeProcess) -> None:
    """Inferred from segment.md 6: it is created with the process"""
    app = launch(a_process, tracks_lifecycle=True, uses_lifecycle_observer=True)

    assert [name for name, _ in said(app)] == ["Application Installed"]


def test_a_rotation_is_a_stop_and_a_return_with_the_same_link(a_process: FakeProcess) -> None:
    """segment.md 6, inferred"""
    app = opened(a_process, "sample://a?b=c")
    before = len(app.sent())
    app.do("rotated")

    names = [name for name, _ in said(app)[before:]]
    assert sorted(names) == ["Application Backgrounded", "Application Opened", "Deep Link Opened"]


def test_a_rotation_of_an_app_without_a_link_has_none(a_process: FakeProcess) -> None:
    app = opened(a_process)
    app.do("rotated")
    assert "Deep Link Opened" not in [name for name, _ in said(app)]


def test_the_process_does_not_notice_a_rotation(a_process: FakeProcess) -> None:
    """segment.md 6"""
    app = opened(a_process, uses_lifecycle_observer=True)
    before = said(app)
    app.do("rotated")
    app.do("screen_opened", "Details")
    app.do("screen_closed")
    a_process.advance(2)
    assert said(app) == before


def test_another_activity_moves_the_counter_up_and_down_again(a_process: FakeProcess) -> None:
    """segment.md 6, inferred"""
    app = opened(a_process)
    before = len(app.sent())
    app.do("screen_opened", "Details")
    app.do("screen_closed")
    assert len(app.sent()) == before
    app.do("entered_background")
    assert [name for name, _ in said(app)][-1] == "Application Backgrounded"


@pytest.mark.parametrize(
    ("url", "query"),
    [
        ("sample://a?b=c&d=%20&e=f%20g&b=later", {"b": "c", "e": "f g"}),
        ("sample:a?b=c", {}),
        ("mailto:ada@example.com?subject=hello", {}),
        ("https://example.com/?b=c#d", {"b": "c"}),
        ("sample:///?=&&a=&?", {}),
    ],
)
def test_only_a_hierarchical_link_has_a_query(url: str, query: dict[str, str]) -> None:
    """segment.md 6, inferred"""
    assert query_of(url) == query
