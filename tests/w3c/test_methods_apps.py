from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness.w3c.errors import WebDriverError
from tests.w3c.a_phone import APP, APhone

Run = Callable[..., Any]


only_on_android = pytest.mark.parametrize("platform", ["android"], indirect=True)
only_on_ios = pytest.mark.parametrize("platform", ["ios"], indirect=True)


def both(app_id: str = APP) -> dict[str, str]:
    """As the client sends it."""
    return {"appId": app_id, "bundleId": app_id}


def test_only_the_other_platforms_name_of_an_app_is_not_enough(run: Run, phone: APhone) -> None:
    wrong = "bundleId" if phone.platform == "android" else "appId"

    with pytest.raises(WebDriverError, match="The following required parameter is missing"):
        run("mobile: activateApp", **{wrong: APP})


@pytest.mark.parametrize("method", ["activateApp", "clearApp"])
def test_an_app_that_is_not_installed_is_named(run: Run, phone: APhone, method: str) -> None:
    text = "Unable to resolve the launchable activity of 'org.nobody'"
    if phone.platform == "ios":
        text = "App with bundle identifier 'org.nobody' unknown"

    with pytest.raises(WebDriverError, match=text) as refused:
        run(f"mobile: {method}", **both("org.nobody"))
    assert refused.value.code == "unknown error"


def test_an_app_that_is_not_installed_has_no_state_and_no_process(run: Run) -> None:
    assert run("mobile: queryAppState", **both("org.nobody")) == 0
    assert run("mobile: isAppInstalled", **both("org.nobody")) is False
    assert run("mobile: terminateApp", **both("org.nobody")) is False
    assert run("mobile: removeApp", **both("org.nobody")) is False


def test_a_missing_path_is_named(run: Run) -> None:
    with pytest.raises(WebDriverError) as refused:
        run("mobile: installApp", app="/missing.app", appPath="/missing.app")
    assert refused.value.message == "The application at '/missing.app' does not exist or is not accessible"


@only_on_android
def test_an_installation_is_always_over_what_is_there(run: Run) -> None:
    with pytest.raises(WebDriverError, match="replace=false is not supported here"):
        run("mobile: installApp", appPath="sample.apk", replace=False)


@only_on_android
def test_an_apps_data_go_with_it(run: Run) -> None:
    with pytest.raises(WebDriverError, match="keepData=true is not supported here"):
        run("mobile: removeApp", appId=APP, keepData=True)


def test_clearing_forgets_data_and_ends_the_app(run: Run, phone: APhone) -> None:
    phone.set_text("user_id", "ada")

    answer = run("mobile: clearApp", **both())

    assert answer is (None if phone.platform == "android" else True)
    assert (phone.user, phone.app_state(APP)) == ("", 1)
    assert phone.keychain == {"device-id": "d1"}


@pytest.mark.parametrize("seconds", [-1, None])
def test_an_app_stays_in_the_background(run: Run, phone: APhone, seconds: int | None) -> None:
    run("mobile: backgroundApp", seconds=seconds)

    assert (phone.app_state(APP), phone.advanced) == (3, [])


@only_on_android
def test_an_activity_starts_a_new_process_with_its_extras(run: Run, phone: APhone) -> None:
    extras = [["s", "writeKey", "abc"], ["z", "lifecycle", "true"]]

    said = run("mobile: startActivity", component=f"{APP}/.MainActivity", stop=True, wait=True, extras=extras)

    assert phone.running[APP] == {"writeKey": "abc", "lifecycle": "true"}
    assert said.startswith("Starting: Intent { cmp=com.example.sample/.MainActivity")


@only_on_android
@pytest.mark.parametrize("named", [{"intent": f"{APP}/.MainActivity"}, {"package": APP}])
def test_an_activity_without_stop_finds_the_process_that_runs(run: Run, phone: APhone, named: dict[str, str]) -> None:
    run("mobile: backgroundApp")

    run("mobile: startActivity", extras=[["s", "writeKey", "abc"]], **named)

    assert phone.running[APP] == {}
    assert phone.front == APP


@only_on_android
def test_an_activity_can_view_a_link(run: Run, phone: APhone) -> None:
    run("mobile: startActivity", action="android.intent.action.VIEW", uri="sample://x", package=APP)

    assert phone.links == [("sample://x", APP)]


@only_on_android
def test_an_activity_must_be_named_and_exist(run: Run) -> None:
    with pytest.raises(WebDriverError, match="needs 'component', 'intent' or 'package'"):
        run("mobile: startActivity")
    with pytest.raises(WebDriverError, match=r"Activity class \{org\.nobody/\.Main\} does not exist"):
        run("mobile: startActivity", component="org.nobody/.Main")


@only_on_ios
def test_a_launch_is_a_new_process_with_its_environment(run: Run, phone: APhone) -> None:
    run("mobile: launchApp", bundleId=APP, environment={"writeKey": "abc", "flushAt": 1})

    assert phone.running[APP] == {"writeKey": "abc", "flushAt": "1"}


@only_on_ios
def test_a_launch_with_process_arguments_is_refused(run: Run) -> None:
    with pytest.raises(WebDriverError, match="the host app reads its environment"):
        run("mobile: launchApp", bundleId=APP, arguments=["-x"])


def test_a_link_that_no_app_takes_is_refused(run: Run, phone: APhone) -> None:
    run("mobile: deepLink", url="sample://x")
    assert phone.links == [("sample://x", None)]

    with pytest.raises(WebDriverError, match="No app on this phone opens other://x"):
        run("mobile: deepLink", url="other://x")
    with pytest.raises(WebDriverError, match=r"org\.nobody"):
        run("mobile: deepLink", url="sample://x", package="org.nobody", bundleId="org.nobody")
