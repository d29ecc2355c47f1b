from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness.w3c.errors import WebDriverError
from harness.w3c.phone import Platform
from harness.w3c.sessions import Session
from tests.w3c.a_phone import APP, APhone

Run = Callable[..., Any]


@pytest.fixture
def platform() -> Platform:
    return "ios"


def test_keychains_are_cleared(run: Run, phone: APhone) -> None:
    run("mobile: clearKeychains")

    assert phone.keychain == {}


def test_the_source_is_xml_only(run: Run) -> None:
    assert run("mobile: source", format="xml").startswith("<?xml")
    with pytest.raises(WebDriverError, match="'mobile: source' with format 'json' is not supported here"):
        run("mobile: source", format="json")


def test_in_front_is_the_app_or_the_home_screen(run: Run) -> None:
    assert run("mobile: activeAppInfo")["bundleId"] == APP

    run("mobile: backgroundApp")

    assert run("mobile: activeAppInfo")["bundleId"] == "com.apple.springboard"


def test_the_device_says_that_it_is_virtual(run: Run, phone: APhone) -> None:
    info = run("mobile: deviceInfo")

    assert (info["model"], info["name"]) == ("VirtualDevice", phone.udid)
    assert (info["currentLocale"], info["timeZone"]) == ("de_DE", "Europe/Berlin")
    assert run("mobile: deviceScreenInfo")["screenSize"] == {"width": 390, "height": 844}


def test_permissions_are_set_and_logged(run: Run, session: Session) -> None:
    run("mobile: setPermission", bundleId=APP, access={"Photos": "limited"})

    assert run("mobile: getPermission", bundleId=APP, service="photos") == "limited"
    assert session.handset.log[-1][1] == f"tccd: Photos limited for {APP}"

    run("mobile: resetPermission", service="photos")
    assert run("mobile: getPermission", bundleId=APP, service="photos") == "unset"


@pytest.mark.parametrize(
    ("access", "text"),
    [
        ({"photos": "no", "notifications": "yes"}, "'notifications' cannot be set: answer the alert"),
        ({"photos": "perhaps"}, "'access.photos' must be one of limited, no, unset, yes"),
        ("photos", "'access' must be an object"),
    ],
)
def test_a_permission_cannot_be_set_otherwise(run: Run, access: Any, text: str) -> None:
    with pytest.raises(WebDriverError, match=text):
        run("mobile: setPermission", bundleId=APP, access=access)
    assert run("mobile: getPermission", bundleId=APP, service="photos") == "unset"


def test_the_permission_of_notifications_is_read(run: Run, phone: APhone) -> None:
    phone.permission = "denied"
    assert run("mobile: getPermission", bundleId=APP, service="notifications") == "no"


@pytest.mark.parametrize(
    ("bundle_id", "payload", "text"),
    [
        (APP, {"alert": "Hello"}, "The 'aps' key must be present"),
        (APP, {"aps": "Hello"}, "The 'aps' key must be present"),
        (APP, "aps", "'payload' must be an object"),
        ("org.nobody", {"aps": {}}, "App with bundle identifier 'org.nobody' unknown"),
    ],
)
def test_a_push_must_have_its_form_and_its_app(run: Run, bundle_id: str, payload: Any, text: str) -> None:
    with pytest.raises(WebDriverError, match=text):
        run("mobile: pushNotification", bundleId=bundle_id, payload=payload)


def test_the_locale_is_configured(run: Run, phone: APhone) -> None:
    run("mobile: configureLocalization", locale={"name": "th_TH", "calendar": "buddhist"})
    run("mobile: configureLocalization", language={"name": "de"})
    assert phone.told == [("locale", "th_TH", "buddhist"), ("locale", "de", "gregorian")]


def test_a_keyboard_alone_is_no_locale(run: Run) -> None:
    with pytest.raises(WebDriverError, match="Either 'locale' or 'language' must be given"):
        run("mobile: configureLocalization", keyboard={"name": "en_US"})


def test_a_service_is_reset_by_name(run: Run) -> None:
    with pytest.raises(WebDriverError, match="must be a text here"):
        run("mobile: resetPermission", service=3)


def test_the_pasteboard_is_the_clipboard(run: Run) -> None:
    run("mobile: setPasteboard", content="hello")

    assert run("mobile: getPasteboard") == "hello"
    assert run("mobile: getClipboard") == "aGVsbG8="


def test_a_simulated_location_is_unset_until_it_is_set(run: Run) -> None:
    unset = {"latitude": None, "longitude": None}
    assert run("mobile: getSimulatedLocation") == unset

    run("mobile: setSimulatedLocation", latitude=1.5, longitude=2.5)
    assert run("mobile: getSimulatedLocation") == {"latitude": 1.5, "longitude": 2.5}

    run("mobile: resetSimulatedLocation")
    assert run("mobile: getSimulatedLocation") == unset
