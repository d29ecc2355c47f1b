"""What releases of analytics-kotlin do differently, beside what the captured walks of two of them show."""

from __future__ import annotations

import pytest

from harness.builds import load_builds
from harness.virtual.sdk.kotlin_release import RELEASES, find_release
from tests.virtual.sdk.fake_network import an_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.kotlin_app import KotlinApp, launch, relaunch

OLD, NEW = ("1.16.3", "1.19.2"), ("1.25.0", "1.26.0", "1.27.0")
SMART = {"integrations": {"Segment.io": {"apiKey": "wk", "httpConfig": {"rateLimitConfig": {}, "backoffConfig": {}}}}}


def without_settings(process: FakeProcess, release: str) -> KotlinApp:
    process.network.answers("/settings", an_answer(500))
    app = launch(process, release)
    app.do("track", "E")
    app.do("flush")
    return app


def test_every_virtual_android_build_has_a_modelled_release() -> None:
    builds = [build for name, build in load_builds().items() if name.startswith("virtual-android")]

    assert {build.analytics_version for build in builds} == {"1.16.3", "1.19.2", "1.25.0", "1.27.0"}
    assert {build.analytics_version for build in builds} <= set(RELEASES)


@pytest.mark.parametrize(("release", "said"), [("1.25.0", "1.24.1"), ("1.26.0", "1.24.1"), ("1.27.0", "1.27.0")])
def test_the_library_constant_lags_in_some_releases(release: str, said: str) -> None:
    """segment.md 1.1"""
    assert find_release(release).library_version == said


@pytest.mark.parametrize("release", OLD)
def test_older_releases_speak_http_1(a_process: FakeProcess, release: str) -> None:
    """jvm.md: h2 from 1.25.0"""
    app = launch(a_process, release)
    app.do("track", "E")
    app.do("flush")

    assert {request.speaks_http2 for request in a_process.network.requests} == {False}
    assert all(("Connection", "Keep-Alive") in request.headers for request in a_process.network.requests)


@pytest.mark.parametrize("release", OLD)
def test_older_releases_never_ask_for_settings_again(a_process: FakeProcess, release: str) -> None:
    """moedest.md 1; captured as background of 1.19.2"""
    app = launch(a_process, release)
    app.do("entered_foreground")
    app.do("entered_background")
    a_process.advance(60)
    app.do("entered_foreground")

    assert len(a_process.network.sent("/settings")) == 1


@pytest.mark.parametrize(("release", "tries"), [*((one, 1) for one in OLD), *((one, 2) for one in NEW)])
def test_refused_settings_are_asked_for_twice_from_1_25_0_on(a_process: FakeProcess, release: str, tries: int) -> None:
    """segment.md 1.4"""
    without_settings(a_process, release)

    assert len(a_process.network.sent("/settings")) == tries


@pytest.mark.parametrize("release", ["1.19.2", *NEW])
def test_without_settings_events_are_uploaded(a_process: FakeProcess, release: str) -> None:
    """Captured as settings_fail_fresh"""
    assert [event["event"] for event in without_settings(a_process, release).uploaded()] == ["E"]


def test_without_settings_1_16_3_uploads_nothing_in_this_process(a_process: FakeProcess) -> None:
    """moedest.md 1: nothing at either vendor"""
    app = without_settings(a_process, "1.16.3")
    a_process.advance(120)

    assert app.uploaded() == []
    assert app.moengage.events == []
    assert app.analytics.queued() == 1


def test_without_settings_a_destination_of_1_19_2_stays_as_it_was_made(a_process: FakeProcess) -> None:
    """moedest.md 1: never told of settings, and enabled"""
    app = without_settings(a_process, "1.19.2")

    assert app.moengage.updates == []
    assert [event["event"] for event in app.moengage.events] == ["E"]


@pytest.mark.parametrize("release", NEW)
def test_without_settings_a_destination_is_disabled_from_1_25_0_on(a_process: FakeProcess, release: str) -> None:
    """moedest.md 1"""
    app = without_settings(a_process, release)

    assert len(app.moengage.updates) == 1
    assert app.moengage.events == []


@pytest.mark.parametrize("release", OLD)
def test_older_releases_have_no_end_of_waiting_but_the_settings_own(a_process: FakeProcess, release: str) -> None:
    """Inferred: the thirty seconds came with the newer waiting (segment.md 3.4)"""
    a_process.network.hold("/settings")
    app = launch(a_process, release)
    app.do("track", "E")
    a_process.advance(60)
    assert app.moengage.events == []

    a_process.network.release("/settings")
    a_process.run()
    assert len(app.moengage.events) == 1


@pytest.mark.parametrize(("release", "names"), [("1.16.3", ["Left"]), ("1.19.2", []), ("1.27.0", [])])
def test_what_an_ended_process_left_open(a_process: FakeProcess, release: str, names: list[str]) -> None:
    """jvm.md 4: it needs a new event from 1.19.2 on"""
    app = launch(a_process, release)
    app.do("track", "Left")
    app = relaunch(app, release)
    app.do("flush")

    assert [event["event"] for event in app.uploaded()] == names


@pytest.mark.parametrize(("release", "count"), [*((one, None) for one in OLD), *((one, "1") for one in NEW)])
def test_smart_retry_came_with_1_25_0(a_process: FakeProcess, release: str, count: str | None) -> None:
    """segment.md 1.1"""
    a_process.network.answers("/settings", an_answer(200, SMART))
    a_process.network.answers("/v1/b", an_answer(503))
    app = launch(a_process, release)
    app.do("track", "E")
    app.do("flush")
    a_process.advance(5)
    app.do("flush")

    tries = [dict(request.headers).get("X-Retry-Count") for request in a_process.network.sent("/v1/b")]
    assert tries == [None, count]
    stored = a_process.storage.preferences("analytics-android-wk")
    assert ("segment.retry.state" in stored) == (release in NEW)


@pytest.mark.parametrize(("release", "tries"), [("1.25.0", 2), ("1.26.0", 1), ("1.27.0", 1)])
def test_retry_after_on_a_503_pauses_from_1_26_0_on(a_process: FakeProcess, release: str, tries: int) -> None:
    """segment.md 11, row 25"""
    a_process.network.answers("/settings", an_answer(200, SMART))
    a_process.network.answers("/v1/b", an_answer(503, headers={"retry-after": "60"}))
    app = launch(a_process, release)
    app.do("track", "E")
    app.do("flush")
    a_process.advance(30)
    app.do("flush")

    assert len(a_process.network.sent("/v1/b")) >= tries
    assert (len(a_process.network.sent("/v1/b")) == 1) == (tries == 1)


def test_1_16_3_sends_no_telemetry(a_process: FakeProcess) -> None:
    """Inferred: it came later"""
    without_settings(a_process, "1.16.3")

    assert a_process.network.sent("/v1/m") == []


@pytest.mark.parametrize(("release", "is_taken"), [("1.19.2", True), ("1.27.0", False)])
def test_only_newer_releases_look_at_the_form_of_newer_sections(
    a_process: FakeProcess, release: str, is_taken: bool
) -> None:
    """segment.md 1.3; which sections 1.19.2 knows is inferred"""
    document = {"integrations": {"Segment.io": {"apiKey": "wk"}, "MoEngage": {"apiKey": "W"}}, "consentSettings": None}
    a_process.network.answers("/settings", an_answer(200, document))
    app = launch(a_process, release)

    assert (app.moengage.updates != [] and "MoEngage" in app.moengage.updates[0][0]["integrations"]) == is_taken
