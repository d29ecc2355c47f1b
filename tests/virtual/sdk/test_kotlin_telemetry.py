from __future__ import annotations

from typing import Any

from tests.virtual.sdk.fake_network import SETTINGS, an_answer
from tests.virtual.sdk.fakes import FakeProcess, an_android_process
from tests.virtual.sdk.kotlin_app import KotlinApp, RecordingDestination, launch, relaunch


class ThrowingDestination(RecordingDestination):
    def reset(self) -> None:
        raise RuntimeError("no reset today")


def rate(sample_rate: float | None) -> dict[str, Any]:
    metrics = {} if sample_rate is None else {"sampleRate": sample_rate}
    return {**SETTINGS, "metrics": metrics}


def series(app: KotlinApp) -> list[list[dict[str, Any]]]:
    return [body["series"] for body in app.process.network.bodies("/v1/m")]


def messages(app: KotlinApp) -> list[list[str]]:
    return [[one["tags"]["message"] for one in sent] for sent in series(app)]


def test_rate_zero_silences_it(a_process: FakeProcess) -> None:
    """segment.md 1.5"""
    app = launch(a_process)
    app.do("track", "T")
    a_process.advance(90)

    assert series(app) == []


def test_the_first_error_goes_out_at_once_with_the_write_key(a_process: FakeProcess) -> None:
    """segment.md 1.5; captured as settings_fail_fresh"""
    a_process.network.answers("/settings", an_answer(500))
    app = launch(a_process)

    (sent,) = series(app)
    assert {key: sent[-1]["tags"][key] for key in ("error", "writekey", "message")} == {
        "error": "java.io.IOException: HTTP 500: ",
        "writekey": "wk",
        "message": "Error retrieving settings",
    }
    assert sent[-1]["metric"] == "analytics_mobile.invoke.error"
    assert [one["tags"]["message"] for one in sent].count("added") == 8


def test_the_same_error_again_waits(a_process: FakeProcess) -> None:
    """segment.md 1.5"""
    a_process.network.answers("/settings", an_answer(500))
    app = launch(a_process)
    app.do("check_settings")

    assert len(series(app)) == 1


def test_an_error_after_rate_zero_is_not_told(a_process: FakeProcess) -> None:
    """segment.md 1.5; captured as settings_fail_cached"""
    app = launch(a_process)
    a_process.network.answers("/settings", an_answer(500))

    assert series(relaunch(app)) == []


def test_a_rate_in_the_settings_starts_sending_every_thirty_seconds(a_process: FakeProcess) -> None:
    """segment.md 1.5; captured as telemetry"""
    a_process.network.answers("/settings", an_answer(200, rate(1)))
    app = launch(a_process)
    assert messages(app) == [["configured", *["added"] * 8]]

    app.do("track", "T")
    a_process.advance(30)

    assert messages(app)[1] == ["event-Track"] * 6


def test_without_a_rate_nothing_is_sent_until_something_fails(a_process: FakeProcess) -> None:
    """segment.md 1.5"""
    a_process.network.answers("/settings", an_answer(200, rate(None)))
    app = launch(a_process, destination=ThrowingDestination())
    a_process.advance(90)
    assert series(app) == []

    app.do("reset")

    assert series(app)[0][-1]["metric"] == "analytics_mobile.integration.invoke.error"


def test_equal_series_are_counted_together_and_no_more_than_twenty_wait(a_process: FakeProcess) -> None:
    """segment.md 1.5"""
    a_process.network.answers("/settings", an_answer(200, rate(1)))
    app = launch(a_process)
    for number in range(3):
        app.do("track", f"T{number}")
    for verb in ("identify", "group", "screen", "alias"):
        app.do(verb, "x")
    a_process.advance(30)

    waited = series(app)[1]
    assert len(waited) == 20
    assert waited[0]["value"] == 3


def test_a_sampled_value_is_scaled_up() -> None:
    """segment.md 1.5"""
    values = set()
    for seed in range(10):
        process = an_android_process(f"seed {seed}")
        process.network.answers("/settings", an_answer(200, rate(0.5)))
        app = launch(process)
        values |= {one["value"] for sent in series(app) for one in sent}

    assert values == {2}


def test_a_429_keeps_it_quiet_as_long_as_told(a_process: FakeProcess) -> None:
    """segment.md 1.5"""
    a_process.network.answers("/settings", an_answer(200, rate(1)))
    a_process.network.answers("/v1/m", an_answer(429, headers={"retry-after": "45"}), an_answer(200))
    app = launch(a_process)
    app.do("track", "T")
    a_process.advance(31)
    assert len(series(app)) == 1
    a_process.advance(30)

    assert len(series(app)) == 2
