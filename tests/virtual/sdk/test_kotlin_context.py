from __future__ import annotations

from dataclasses import replace

import pytest

from harness.virtual.sdk.kotlin_context import Context
from harness.virtual.sdk.kotlin_release import find_release
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.kotlin_app import launch, relaunch


def context(process: FakeProcess, release: str = "1.27.0") -> Context:
    return Context(process, find_release(release), process.storage.preferences("p"))


def described(process: FakeProcess, release: str = "1.27.0") -> dict[str, object]:
    event: dict[str, dict[str, object]] = {"context": {"mine": 1}}
    context(process, release).describe(event)
    return event["context"]


def test_a_release_says_the_library_version_it_was_built_with(a_process: FakeProcess) -> None:
    """segment.md 1.1"""
    assert described(a_process)["library"] == {"name": "analytics-kotlin", "version": "1.27.0"}
    assert described(a_process, "1.25.0")["library"] == {"name": "analytics-kotlin", "version": "1.24.1"}


def test_what_is_in_the_context_already_stays(a_process: FakeProcess) -> None:
    """segment.md 2.4"""
    assert described(a_process)["mine"] == 1


def test_screen_sizes_are_whole_pixels_and_density_is_not(a_process: FakeProcess) -> None:
    """segment.md 2.4"""
    screen = described(a_process)["screen"]

    assert screen == {"density": 2.625, "height": 2274, "width": 1080}
    assert isinstance(screen, dict)
    assert [type(screen[key]) for key in ("density", "height", "width")] == [float, int, int]


def test_the_network_is_looked_at_for_each_event(a_process: FakeProcess) -> None:
    """segment.md 2.4"""
    app = launch(a_process)
    app.do("track", "T1")
    a_process.device.has_wifi = False
    app.do("track", "T2")

    assert [event["context"]["network"] for event in app.sent()] == [
        {"wifi": True, "bluetooth": False, "cellular": True},
        {"wifi": False, "bluetooth": False, "cellular": True},
    ]


@pytest.mark.parametrize(("locale", "said"), [("en-US", "en-US"), ("en", "en-"), ("zh-Hans-CN", "zh-CN")])
def test_a_locale_is_language_and_country(a_process: FakeProcess, locale: str, said: str) -> None:
    """segment.md 2.4"""
    a_process.device.locale = locale

    assert described(a_process)["locale"] == said


def test_a_phone_that_does_not_say_is_undefined(a_process: FakeProcess) -> None:
    """segment.md 2.4"""
    a_process.device.user_agent = ""

    assert described(a_process)["userAgent"] == "undefined"


def test_the_device_id_is_the_first_anonymous_id_for_good(a_process: FakeProcess) -> None:
    """segment.md 2.4; captured"""
    app = launch(a_process)
    first = app.analytics.anonymous_id()
    app.do("reset")
    again = relaunch(app)
    again.do("track", "T")

    (event,) = again.sent()
    assert event["context"]["device"]["id"] == first
    assert event["anonymousId"] != first


def test_an_instance_id_lasts_as_long_as_the_process(a_process: FakeProcess) -> None:
    """segment.md 2.4"""
    app = launch(a_process)
    app.do("track", "T1")
    app.do("track", "T2")
    again = relaunch(app)
    again.do("track", "T3")

    first, second, third = (event["context"]["instanceId"] for event in again.sent())
    assert first == second != third


def test_without_access_network_state_nothing_is_said_of_the_network(a_process: FakeProcess) -> None:
    """segment.md 2.4; captured as no_permission"""
    a_process.permissions = frozenset
    app = launch(a_process)
    app.do("track", "E")

    assert app.sent()[0]["context"]["network"] == {}


def test_an_app_without_a_label_is_undefined(a_process: FakeProcess) -> None:
    """segment.md 2.4"""
    a_process.app = replace(a_process.app, name="")
    app = launch(a_process)
    app.do("track", "T1")
    assert app.sent()[-1]["context"]["app"]["name"] == "undefined"
