from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.virtual.sdk.fake_network import SETTINGS, an_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.swift_app import SwiftApp, a_swift_app, next_process


@pytest.fixture
def released(an_ios_app_process: FakeProcess) -> FakeProcess:
    """A process of a release build, whose settings name the full rate."""
    an_ios_app_process.network.answers("/settings", rate(1))
    return replace(an_ios_app_process, is_debuggable=False)


def rate(sample_rate: object) -> Any:
    return an_answer(200, {**SETTINGS, "metrics": {"sampleRate": sample_rate}})


def series(app: SwiftApp) -> list[dict[str, Any]]:
    return [one for body in app.process.network.bodies("/v1/m") for one in body["series"]]


def counted(app: SwiftApp, message: str) -> dict[str, int]:
    return {one["tags"]["plugin"]: one["value"] for one in series(app) if one["tags"].get("message") == message}


def test_a_debug_build_sends_none(an_ios_app_process: FakeProcess) -> None:
    """segment.md 1.5."""
    an_ios_app_process.network.answers("/settings", rate(1))
    app = a_swift_app(an_ios_app_process)
    app.process.network.answers("/v1/b", an_answer(500))
    app.do("track", "A")
    app.process.advance(90)
    assert series(app) == []


def test_a_release_build_sends_every_thirty_seconds_once_settings_name_a_rate(released: FakeProcess) -> None:
    app = a_swift_app(released)
    app.process.advance(29)
    assert series(app) == []
    app.process.advance(2)
    (request,) = released.network.sent("/v1/m")
    assert request.url == "https://api.segment.io/v1/m"
    assert ("Content-Type", "text/plain") in request.headers
    assert series(app)[0] == {
        "type": "Counter",
        "metric": "analytics_mobile.invoke",
        "value": 1,
        "tags": {
            "message": "configured",
            "apihost": "api.segment.io/v1",
            "cdnhost": "cdn-settings.segment.com/v1",
            "flush": "at:20 int:30.0 pol:2",
            "config": "seg:true ua:false",
            "os": "iOS-18",
            "library": "analytics.swift",
            "library_version": "1.9.4",
        },
    }


@pytest.mark.parametrize("sample_rate", [0, -1, 2])
def test_a_rate_outside_of_one_silences_it(released: FakeProcess, sample_rate: float) -> None:
    released.network.answers("/settings", rate(sample_rate))
    app = a_swift_app(released)
    app.process.advance(90)
    assert series(app) == []


@pytest.mark.parametrize("sample_rate", [None, "1", True])
def test_without_a_rate_nothing_is_sent_but_the_first_error(released: FakeProcess, sample_rate: object) -> None:
    released.network.answers("/settings", rate(sample_rate))
    released.network.answers("/v1/b", an_answer(403))
    app = a_swift_app(released)
    for _ in range(2):
        app.do("track", "A")
        app.do("flush")
    app.process.advance(90)
    (error,) = [one for one in series(app) if one["metric"].endswith(".error")]
    assert error["tags"]["error"] == "networkServerRejected(403)"


def test_the_first_error_goes_out_at_once_with_the_write_key(released: FakeProcess) -> None:
    released.network.answers("/settings", an_answer(404))
    app = a_swift_app(released)
    errors = [one["tags"] for one in series(app) if one["metric"] == "analytics_mobile.invoke.error"]
    assert [(tags["error"], tags["writekey"]) for tags in errors] == [("settingsFail", "wk")]


def test_equal_series_are_added_up_per_plugin(released: FakeProcess) -> None:
    app = a_swift_app(released)
    for _ in range(3):
        app.do("track", "A")
    app.process.advance(31)
    assert counted(app, "event-track") == {
        "before-StartupQueue": 3,
        "before-Context": 3,
        "before-DeviceToken": 3,
        "before-iOSLifecycleEvents": 3,
        "destination-Segment.io": 3,
        "destination-MoEngage": 3,
    }


def test_a_sampled_value_stands_for_those_that_were_left_out(released: FakeProcess) -> None:
    released.network.answers("/settings", rate(0.5))
    app = next_process(a_swift_app(released))
    for _ in range(200):
        app.do("track", "A")
    app.process.advance(31)
    kept = counted(app, "event-track")["destination-MoEngage"]
    assert kept % 2 == 0
    assert 140 < kept < 260


def test_more_than_twenty_series_do_not_wait(released: FakeProcess) -> None:
    app = a_swift_app(released)
    for kind, argument in (("track", "A"), ("screen", "S"), ("group", "g"), ("alias", "b"), ("identify", "u")):
        app.do(kind, argument)
    app.process.advance(31)
    assert len(series(app)) == 20


def test_told_to_be_quiet_it_waits(released: FakeProcess) -> None:
    released.network.answers("/v1/m", an_answer(429, headers={"retry-after": "45"}), an_answer(200))
    app = a_swift_app(released)
    app.process.advance(31)
    app.do("track", "A")
    app.process.advance(30)
    assert len(released.network.sent("/v1/m")) == 1
    app.process.advance(30)
    assert len(released.network.sent("/v1/m")) == 2


def test_the_stored_rate_counts_at_the_start(released: FakeProcess) -> None:
    app = a_swift_app(released)
    released.network.hold("/settings")
    again = next_process(app)
    again.process.advance(31)
    assert len(released.network.sent("/v1/m")) == 1
