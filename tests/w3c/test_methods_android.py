from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness.w3c.arguments import Arguments
from harness.w3c.errors import WebDriverError
from harness.w3c.phone import Platform
from harness.w3c.routes import answer
from harness.w3c.sessions import Session, Sessions
from tests.w3c.a_phone import APP, APhone

NOTIFICATIONS = "android.permission.POST_NOTIFICATIONS"
Run = Callable[..., Any]


@pytest.fixture
def platform() -> Platform:
    return "android"


def test_services_of_the_radio_are_chosen(run: Run) -> None:
    assert run("mobile: getConnectivity", services=["wifi"]) == {"wifi": True}
    assert run("mobile: getConnectivity", services="data") == {"data": True}
    with pytest.raises(WebDriverError, match="Service names nfc are not known"):
        run("mobile: getConnectivity", services=["nfc"])


def test_only_what_is_named_changes(run: Run, phone: APhone) -> None:
    run("mobile: setConnectivity", wifi=False)

    assert phone.radio == {"wifi": False, "data": True, "airplaneMode": False}
    with pytest.raises(WebDriverError, match="options must be provided"):
        run("mobile: setConnectivity")


def test_in_front_is_the_app_or_the_launcher(run: Run) -> None:
    assert (run("mobile: getCurrentPackage"), run("mobile: getCurrentActivity")) == (APP, ".MainActivity")

    run("mobile: backgroundApp")

    assert run("mobile: getCurrentPackage") == "com.android.launcher3"
    assert run("mobile: getCurrentActivity") == ".Launcher"


def test_the_device_says_that_it_is_virtual(run: Run) -> None:
    info = run("mobile: deviceInfo")

    assert info["model"] == "VirtualDevice"
    assert (info["platformVersion"], info["apiVersion"]) == ("14", "34")
    assert (info["locale"], info["timeZone"]) == ("de_DE", "Europe/Berlin")
    assert info["displayDensity"] == run("mobile: getDisplayDensity")


def test_permissions_are_granted_and_logged(run: Run, session: Session) -> None:
    assert run("mobile: getPermissions", type="denied") == [NOTIFICATIONS]

    run("mobile: changePermissions", permissions=NOTIFICATIONS)

    assert NOTIFICATIONS in run("mobile: getPermissions", type="granted", appPackage=APP)
    assert session.handset.log[-1][1] == f"PackageManager: grant {NOTIFICATIONS} for {APP}"


def test_a_revoked_permission_ends_the_app(run: Run, phone: APhone) -> None:
    run("mobile: changePermissions", permissions="all", action="grant")

    run("mobile: changePermissions", permissions=[NOTIFICATIONS], action="revoke")

    assert run("mobile: getPermissions", type="denied", appPackage=APP) == [NOTIFICATIONS]
    assert phone.app_state(APP) == 1


def test_cleared_data_take_the_permissions_with_them(run: Run) -> None:
    run("mobile: changePermissions", permissions="all")

    run("mobile: clearApp", appId=APP)

    assert run("mobile: getPermissions", type="denied", appPackage=APP) == [NOTIFICATIONS]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"permissions": []}, "'permissions' argument must not be empty"),
        ({"permissions": "all", "action": "lend"}, "Unknown action 'lend'"),
        ({"permissions": "x", "target": "appops"}, "Potentially insecure feature 'adb_shell'"),
        ({"permissions": "android.permission.FLY"}, "has not requested permission"),
    ],
)
def test_permissions_cannot_be_changed_otherwise(run: Run, arguments: dict[str, Any], text: str) -> None:
    with pytest.raises(WebDriverError, match=text):
        run("mobile: changePermissions", **arguments)


def test_app_operations_are_not_on_a_virtual_phone(run: Run, session: Session) -> None:
    session.features = frozenset({"adb_shell"})

    with pytest.raises(WebDriverError, match="with target 'appops' is not supported here"):
        run("mobile: changePermissions", permissions="READ_SMS", target="appops")


def test_permissions_need_an_app(phone: APhone) -> None:
    session = Sessions([phone]).begin(Arguments({"capabilities": {"alwaysMatch": {"platformName": "android"}}}))

    with pytest.raises(WebDriverError, match="A valid appPackage must be provided"):
        answer(session, "POST", "/execute/sync", {"script": "mobile: getPermissions", "args": []})


def test_a_kind_of_permissions_must_be_known(run: Run) -> None:
    with pytest.raises(WebDriverError, match="Unknown permissions type 'lent'"):
        run("mobile: getPermissions", type="lent")


def test_the_shell_must_be_allowed(run: Run, session: Session) -> None:
    with pytest.raises(WebDriverError, match="Potentially insecure feature 'adb_shell' has not been enabled"):
        run("mobile: shell", command="echo", args=["a"])

    session.features = frozenset({"adb_shell"})

    assert run("mobile: shell", command="echo", args=["a"]) == "a\n"
    assert run("mobile: shell", command="echo", args="a", includeStderr=True) == {"stdout": "a\n", "stderr": ""}


def test_the_device_is_somewhere(run: Run) -> None:
    run("mobile: setGeolocation", latitude=1.5, longitude=2.5, altitude=3)

    assert run("mobile: getGeolocation") == {"latitude": 1.5, "longitude": 2.5, "altitude": 3}


def test_the_battery_is_set(run: Run) -> None:
    run("mobile: powerCapacity", percent=20)
    run("mobile: powerAc", state="off")

    assert run("mobile: batteryInfo") == {"level": 0.2, "state": 3}
    with pytest.raises(WebDriverError, match="between 0 and 100, not 101"):
        run("mobile: powerCapacity", percent=101)
    with pytest.raises(WebDriverError, match="Wrong power AC state 'half'"):
        run("mobile: powerAc", state="half")
