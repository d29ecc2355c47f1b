from __future__ import annotations

from typing import Any

import pytest

from harness.w3c.arguments import Arguments
from harness.w3c.errors import WebDriverError
from harness.w3c.phone import Platform
from harness.w3c.routes import answer
from harness.w3c.sessions import Session, Sessions, read_features
from tests.w3c.a_phone import APP, APhone


def begin(sessions: Sessions, *first_match: dict[str, Any], **always: Any) -> Session:
    return sessions.begin(Arguments({"capabilities": {"alwaysMatch": always, "firstMatch": list(first_match)}}))


def test_the_only_phone_of_a_platform_needs_no_udid() -> None:
    sessions = Sessions([APhone("android"), APhone("ios")])

    assert begin(sessions, platformName="iOS").phone.udid == "virtual-ios-1"
    assert begin(sessions, platformName="Android").phone.udid == "virtual-android-1"


def test_one_of_several_phones_is_named() -> None:
    sessions = Sessions([APhone("android", "one"), APhone("android", "two")])

    assert begin(sessions, **{"platformName": "Android", "appium:udid": "two"}).phone.udid == "two"
    with pytest.raises(WebDriverError, match=r"'appium:udid' must say which phone is meant \(android: one, two\)"):
        begin(sessions, platformName="Android")


def test_an_unknown_phone_gets_no_session() -> None:
    sessions = Sessions([APhone("android")])

    with pytest.raises(WebDriverError, match="Device nine was not in the list of connected devices") as refused:
        begin(sessions, **{"platformName": "Android", "appium:udid": "nine"})

    assert refused.value.code == "session not created"


def test_a_phone_of_the_other_platform_is_not_taken() -> None:
    sessions = Sessions([APhone("ios", "mine")])

    with pytest.raises(WebDriverError, match="was not in the list"):
        begin(sessions, **{"platformName": "Android", "appium:udid": "mine"})


@pytest.mark.parametrize("asked", [{}, {"platformName": "Windows"}])
def test_the_platform_must_be_one_of_two(asked: dict[str, Any]) -> None:
    with pytest.raises(WebDriverError, match="'platformName' must be Android or iOS"):
        begin(Sessions([APhone("ios")]), **asked)


def test_the_first_alternative_that_fits_is_taken() -> None:
    sessions = Sessions([APhone("ios")])

    session = begin(sessions, {"platformName": "Android"}, {"platformName": "iOS"}, **{"appium:x": 1})

    assert session.platform == "ios"
    assert session.capabilities["appium:x"] == 1


def test_a_session_that_ended_is_unknown() -> None:
    sessions = Sessions([APhone("ios")])
    session = begin(sessions, platformName="iOS")

    sessions.end(session.id)

    for again in (sessions.get, sessions.end):
        with pytest.raises(WebDriverError) as refused:
            again(session.id)
        assert refused.value.code == "invalid session id"


def test_the_phones_state_is_there_for_the_next_session(phone: APhone) -> None:
    sessions = Sessions([phone])
    first = begin(sessions, platformName=phone.platform)
    run(first, "mobile: pushFile", remotePath="/sdcard/a.txt", payload="aGVsbG8=")
    run(first, "mobile: setClipboard", content="aGVsbG8=")
    answer(first, "POST", "/orientation", {"orientation": "LANDSCAPE"})
    answer(first, "POST", "/location", {"location": {"latitude": 1, "longitude": 2}})
    run(first, "mobile: lock")
    sessions.end(first.id)

    second = begin(sessions, platformName=phone.platform)

    assert run(second, "mobile: pullFile", remotePath="/sdcard/a.txt") == "aGVsbG8="
    assert run(second, "mobile: getClipboard") == "aGVsbG8="
    assert answer(second, "GET", "/orientation", {}) == "LANDSCAPE"
    assert answer(second, "GET", "/location", {}) == {"latitude": 1, "longitude": 2, "altitude": 0}
    assert run(second, "mobile: isLocked") is True


def test_elements_and_settings_belong_to_one_session(phone: APhone) -> None:
    phone.activate(APP)
    sessions = Sessions([phone])
    first, second = (begin(sessions, platformName=phone.platform) for _ in range(2))
    element = first.elements.find_one("accessibility id", "track")
    answer(first, "POST", "/appium/settings", {"settings": {"x": 1}})

    with pytest.raises(WebDriverError, match="No element has the id"):
        second.elements.node(next(iter(element.values())))
    assert "x" not in answer(second, "GET", "/appium/settings", {})


def test_settings_can_be_asked_for_as_capabilities(phone: APhone) -> None:
    session = begin(Sessions([phone]), **{"platformName": phone.platform, "appium:settings[waitForIdleTimeout]": 5})

    assert session.settings["waitForIdleTimeout"] == 5


@pytest.mark.parametrize(
    ("platform", "scoped", "allowed"),
    [
        ("android", ["uiautomator2:adb_shell"], {"adb_shell"}),
        ("android", ["*:adb_shell", "*:get_server_logs"], {"adb_shell", "get_server_logs"}),
        ("android", ["xcuitest:adb_shell"], set()),
        ("android", ["adb_shell"], set()),
        ("ios", ["XCUITest:perf_record"], {"perf_record"}),
    ],
)
def test_features_are_allowed_by_scope(platform: Platform, scoped: list[str], allowed: set[str]) -> None:
    assert read_features(scoped, platform) == allowed


def test_the_app_under_test_is_the_one_in_front_if_none_was_asked_for(phone: APhone) -> None:
    session = begin(Sessions([phone]), platformName=phone.platform)
    assert session.app_id is None

    phone.activate(APP)

    assert session.app_id == APP


def run(session: Session, script: str, **arguments: Any) -> Any:
    return answer(session, "POST", "/execute/sync", {"script": script, "args": [arguments]})
