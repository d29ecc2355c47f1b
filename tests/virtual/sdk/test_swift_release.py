from __future__ import annotations

import pytest

from harness.builds import load_builds
from harness.errors import ConfigurationError
from harness.virtual.sdk.swift_release import RELEASES, find_release
from tests.virtual.sdk.fake_network import an_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.swift_app import a_swift_app, retry_counts, smart

OLD, NEW = ("1.5.11", "1.8.0"), ("1.9.4", "1.10.0")


def test_both_newer_releases_say_the_same_version_of_themselves() -> None:
    """segment.md 1.1: the constant lags."""
    assert [find_release(version).library_version for version in NEW] == ["1.9.4", "1.9.4"]


def test_an_unknown_release_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"1\.10\.0, 1\.9\.4"):
        find_release("9.9")


def test_every_virtual_ios_build_has_a_modelled_release() -> None:
    builds = [build for name, build in load_builds().items() if name.startswith("virtual-ios")]

    assert {build.analytics_version for build in builds} == set(RELEASES)


@pytest.mark.parametrize("release", OLD)
def test_older_releases_know_no_http_config(an_ios_app_process: FakeProcess, release: str) -> None:
    """segment.md 1.1: the legacy way, whatever the settings say"""
    app = smart(an_ios_app_process, release, flush_interval_s=0)
    an_ios_app_process.network.answers("/v1/b", an_answer(503), an_answer(404))
    app.do("track", "E")
    for _ in range(3):
        app.do("flush")

    assert retry_counts(app) == [None, None, None]


@pytest.mark.parametrize(("release", "count"), [*((one, 2) for one in OLD), *((one, 0) for one in NEW)])
def test_older_releases_come_to_the_foreground_whenever_active(
    an_ios_app_process: FakeProcess, release: str, count: int
) -> None:
    """analytics-swift #409: at the launch and after a dialog of the system"""
    app = a_swift_app(an_ios_app_process, release)
    for act in ("launched", "entered_foreground", "interrupted", "resumed"):
        app.do(act)

    assert [event["event"] for event in app.flushed()].count("Application Foregrounded") == count


@pytest.mark.parametrize(("release", "is_sent"), [("1.5.11", False), ("1.8.0", True), ("1.10.0", True)])
def test_the_oldest_release_has_no_telemetry(an_ios_app_process: FakeProcess, release: str, is_sent: bool) -> None:
    """Inferred"""
    an_ios_app_process.is_debuggable = False
    an_ios_app_process.network.answers("/settings", an_answer(500))
    a_swift_app(an_ios_app_process, release)

    assert bool(an_ios_app_process.network.sent("/v1/m")) == is_sent
