from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness.w3c.arguments import Arguments
from harness.w3c.errors import WebDriverError
from harness.w3c.sessions import Session, Sessions
from tests.w3c.a_phone import APP, APhone


@pytest.fixture
def sessions(phone: APhone) -> Sessions:
    return Sessions([phone])


@pytest.fixture
def begin(phone: APhone, sessions: Sessions) -> Callable[..., Session]:
    def begin(app_id: str | None = APP, **more: Any) -> Session:
        name = "appium:appPackage" if phone.platform == "android" else "appium:bundleId"
        asked = {"platformName": phone.platform, name: app_id, **{f"appium:{key}": more[key] for key in more}}
        return sessions.begin(Arguments({"capabilities": {"alwaysMatch": asked}}))

    return begin


def test_a_session_starts_its_app_without_data(begin: Callable[..., Session], phone: APhone) -> None:
    phone.set_text("user_id", "ada")

    begin()

    assert phone.front == APP
    assert phone.user == ""


def test_no_reset_keeps_the_data_and_the_process(begin: Callable[..., Session], phone: APhone) -> None:
    phone.set_text("user_id", "ada")
    phone.activate(APP, {"first": "process"})
    phone.background()

    begin(noReset=True)

    assert phone.front == APP
    assert phone.user == "ada"
    assert phone.running[APP] == {"first": "process"}


def test_force_app_launch_starts_a_new_process(begin: Callable[..., Session], phone: APhone) -> None:
    phone.activate(APP, {"first": "process"})

    begin(noReset=True, forceAppLaunch=True)

    assert phone.running[APP] == {}


def test_without_auto_launch_nothing_starts(begin: Callable[..., Session], phone: APhone) -> None:
    begin(autoLaunch=False)

    assert phone.front is None


def test_a_session_without_an_app_leaves_the_phone_alone(begin: Callable[..., Session], phone: APhone) -> None:
    phone.set_text("user_id", "ada")
    phone.activate(APP)

    begin(app_id=None)

    assert (phone.front, phone.user) == (APP, "ada")


def test_a_full_reset_installs_anew(begin: Callable[..., Session], phone: APhone) -> None:
    phone.set_text("user_id", "ada")

    begin(fullReset=True, app="sample-2.0.0.apk")

    assert (phone.versions[APP], phone.user, phone.front) == ("2.0.0", "", APP)


def test_a_missing_path_gets_no_session(begin: Callable[..., Session]) -> None:
    with pytest.raises(WebDriverError) as refused:
        begin(app="/missing.apk")

    assert refused.value.message == "The application at '/missing.apk' does not exist or is not accessible"


def test_an_app_that_is_not_installed_gets_no_session(begin: Callable[..., Session]) -> None:
    with pytest.raises(WebDriverError, match=r"provide 'app' option to install 'org\.nobody'"):
        begin(app_id="org.nobody")


def test_no_reset_and_full_reset_exclude_each_other(begin: Callable[..., Session]) -> None:
    with pytest.raises(WebDriverError, match="mutually exclusive"):
        begin(noReset=True, fullReset=True)


def test_launch_arguments_reach_the_app(begin: Callable[..., Session], phone: APhone) -> None:
    if phone.platform == "android":
        begin(optionalIntentArguments="--es writeKey abc --ez debug true")
    else:
        begin(processArguments={"env": {"writeKey": "abc", "debug": True}})

    assert phone.running[APP] == {"writeKey": "abc", "debug": "true"}


@pytest.mark.parametrize(
    ("asked", "state"),
    [
        ({}, 1),
        ({"noReset": True}, 4),
        ({"noReset": True, "shouldTerminateApp": True}, 1),
        ({"shouldTerminateApp": False}, 4),
        ({"dontStopAppOnReset": True}, 4),
    ],
)
def test_a_session_ends_its_app_unless_it_was_to_keep_it(
    begin: Callable[..., Session], sessions: Sessions, phone: APhone, asked: dict[str, Any], state: int
) -> None:
    session = begin(**asked)

    sessions.end(session.id)

    assert phone.app_state(APP) == state
