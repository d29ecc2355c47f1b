"""What appium-python-client can do with the device and its apps, over HTTP, on both platforms."""

from __future__ import annotations

import base64

import pytest
from appium.webdriver.applicationstate import ApplicationState
from appium.webdriver.common.appiumby import AppiumBy
from appium.webdriver.webdriver import WebDriver
from appium.webdriver.webelement import WebElement
from selenium.common.exceptions import UnknownMethodException

from tests.w3c.a_phone import APP, APhone

only_on_android = pytest.mark.parametrize("platform", ["android"], indirect=True)
only_on_ios = pytest.mark.parametrize("platform", ["ios"], indirect=True)


def find(driver: WebDriver, accessibility_id: str) -> WebElement:
    return driver.find_element(AppiumBy.ACCESSIBILITY_ID, accessibility_id)


def test_the_app_goes_through_its_states(driver: WebDriver) -> None:
    assert driver.is_app_installed(APP)
    assert driver.query_app_state(APP) == ApplicationState.RUNNING_IN_FOREGROUND
    driver.background_app(-1)
    assert driver.query_app_state(APP) == ApplicationState.RUNNING_IN_BACKGROUND
    driver.activate_app(APP)
    assert driver.query_app_state(APP) == ApplicationState.RUNNING_IN_FOREGROUND
    assert driver.terminate_app(APP)
    assert driver.query_app_state(APP) == ApplicationState.NOT_RUNNING
    driver.remove_app(APP)
    assert driver.query_app_state(APP) == ApplicationState.NOT_INSTALLED


def test_an_app_comes_back_after_its_seconds_in_the_background(driver: WebDriver, phone: APhone) -> None:
    driver.background_app(3600)

    assert phone.advanced == [3600]
    assert driver.query_app_state(APP) == ApplicationState.RUNNING_IN_FOREGROUND


def test_an_upgrade_keeps_the_data(driver: WebDriver) -> None:
    find(driver, "user_id").send_keys("ada")

    driver.install_app("./sample-2.0.0.apk")
    driver.activate_app(APP)

    assert "v=2.0.0" in find(driver, "status").text
    assert find(driver, "user_id").text == "ada"


def test_the_device_tells_its_own_time(driver: WebDriver, phone: APhone) -> None:
    assert driver.get_device_time() == "2026-05-28T20:26:40+00:00"

    phone.clock.advance(3600)

    assert driver.get_device_time("HH:mm") == "21:26"


def test_a_link_is_opened_by_the_app(driver: WebDriver, phone: APhone) -> None:
    driver.execute_script("mobile: deepLink", {"url": "sample://x", "package": APP, "bundleId": APP})

    assert phone.links == [("sample://x", APP)]


def test_get_opens_a_link_too(driver: WebDriver, phone: APhone) -> None:
    driver.get("sample://y")

    assert phone.links == [("sample://y", APP)]


@only_on_android
def test_android_has_a_radio(driver: WebDriver) -> None:
    assert driver.set_network_connection(1) == 1
    assert driver.network_connection == 1
    assert driver.set_network_connection(6) == 6
    driver.toggle_wifi()
    assert driver.network_connection == 4


@only_on_android
def test_android_tells_what_is_in_front(driver: WebDriver) -> None:
    assert driver.current_package == APP
    assert "MainActivity" in driver.current_activity
    driver.press_keycode(3)
    assert "launcher" in driver.current_package


@only_on_ios
def test_a_push_is_delivered_to_an_iphone(driver: WebDriver, phone: APhone) -> None:
    driver.execute_script("mobile: pushNotification", {"bundleId": APP, "payload": {"aps": {"alert": "Hello"}}})
    assert phone.shown == [{"aps": {"alert": "Hello"}}]


@only_on_android
def test_a_push_to_android_has_no_method_of_the_driver(driver: WebDriver) -> None:
    with pytest.raises(UnknownMethodException, match="Unsupported execute method 'mobile: pushNotification'"):
        driver.execute_script("mobile: pushNotification", {"bundleId": APP, "payload": {"aps": {}}})


def test_a_pushed_file_is_pulled(driver: WebDriver) -> None:
    driver.push_file("/sdcard/x.txt", base64.b64encode(b"hello").decode())

    assert base64.b64decode(driver.pull_file("/sdcard/x.txt")) == b"hello"
    assert base64.b64decode(driver.pull_folder("/sdcard")).startswith(b"PK")


def test_the_log_is_read(driver: WebDriver, phone: APhone) -> None:
    find(driver, "track").click()
    kind = "logcat" if phone.platform == "android" else "syslog"

    lines = driver.get_log(kind)

    assert kind in driver.log_types
    assert [line["message"] for line in lines] == ["Segment: enqueued Button Tapped"]
    assert lines[0]["timestamp"] == 1_780_000_000_000


def test_the_phone_turns(driver: WebDriver) -> None:
    upright = driver.get_window_size()

    driver.orientation = "LANDSCAPE"

    assert driver.orientation == "LANDSCAPE"
    assert driver.get_window_size() == {"width": upright["height"], "height": upright["width"]}


def test_the_phone_is_somewhere(driver: WebDriver) -> None:
    driver.set_location(1.5, 2.5, 3)

    assert driver.location["latitude"] == 1.5
    assert driver.location["longitude"] == 2.5


def test_the_phone_is_locked_and_unlocked(driver: WebDriver, phone: APhone) -> None:
    driver.lock()
    assert driver.is_locked()
    assert phone.app_state(APP) == 3
    assert driver.find_elements(AppiumBy.ACCESSIBILITY_ID, "track") == []

    driver.unlock()

    assert not driver.is_locked()
    assert phone.app_state(APP) == 4


def test_the_clipboard_holds_text(driver: WebDriver) -> None:
    driver.set_clipboard_text("grüezi")

    assert driver.get_clipboard_text() == "grüezi"


def test_the_battery_is_full(driver: WebDriver) -> None:
    assert driver.battery_info["level"] == 1
