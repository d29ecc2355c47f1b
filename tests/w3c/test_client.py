"""What appium-python-client can do with the screen and with its session, over HTTP, on both platforms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from appium.webdriver.common.appiumby import AppiumBy
from appium.webdriver.webdriver import WebDriver
from appium.webdriver.webelement import WebElement
from selenium.common.exceptions import (
    InvalidSessionIdException,
    NoAlertPresentException,
    NoSuchElementException,
    StaleElementReferenceException,
    UnknownMethodException,
    WebDriverException,
)
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder

from tests.w3c.a_phone import APP, APhone

only_on_android = pytest.mark.parametrize("platform", ["android"], indirect=True)


def find(driver: WebDriver, accessibility_id: str) -> WebElement:
    return driver.find_element(AppiumBy.ACCESSIBILITY_ID, accessibility_id)


def test_typed_text_is_appended_and_cleared(driver: WebDriver) -> None:
    field = find(driver, "user_id")

    field.send_keys("user-1")
    assert field.text == "user-1"
    field.clear()
    field.send_keys("u")
    field.send_keys("2")

    assert find(driver, "user_id").text == "u2"


def test_a_press_reaches_the_app(driver: WebDriver, phone: APhone) -> None:
    find(driver, "track").click()
    find(driver, "flush").click()

    assert phone.presses == ["track", "flush"]
    assert find(driver, "status").text == "sent=1 queued=0 v=1.0.0"


def test_a_disabled_button_is_not_pressed(driver: WebDriver, phone: APhone) -> None:
    buy = find(driver, "buy")

    buy.click()

    assert not buy.is_enabled()
    assert phone.presses == []


def test_all_elements_are_found_and_absent_ones_are_none(driver: WebDriver) -> None:
    assert len(driver.find_elements(AppiumBy.ACCESSIBILITY_ID, "flush")) == 1
    assert driver.find_elements(AppiumBy.ACCESSIBILITY_ID, "nope") == []


def test_an_absent_element_is_an_error(driver: WebDriver) -> None:
    with pytest.raises(NoSuchElementException, match="nope"):
        find(driver, "nope")


def test_an_element_that_left_the_screen_is_stale(driver: WebDriver) -> None:
    status = find(driver, "status")
    driver.background_app(-1)

    with pytest.raises(StaleElementReferenceException):
        assert status.text


def test_an_element_tells_what_it_is(driver: WebDriver) -> None:
    status = find(driver, "status")

    assert status.is_displayed()
    assert status.is_enabled()
    assert not status.is_selected()
    assert status.get_attribute("enabled") == "true"
    assert status.rect["width"] > 0
    assert status.location_in_view["y"] == status.rect["y"]
    assert status.size["width"] == status.rect["width"]


def test_a_button_has_its_class_as_tag_name(driver: WebDriver) -> None:
    assert find(driver, "track").tag_name.endswith("Button")


def test_the_platforms_own_locator_finds_a_button_by_its_text(driver: WebDriver, phone: APhone) -> None:
    if phone.platform == "android":
        button = driver.find_element(AppiumBy.ANDROID_UIAUTOMATOR, 'new UiSelector().text("Track")')
    else:
        button = driver.find_element(AppiumBy.IOS_PREDICATE, 'label == "Track"')

    button.click()

    assert phone.presses == ["track"]


def test_xpath_finds_by_attribute(driver: WebDriver, phone: APhone) -> None:
    attribute = "content-desc" if phone.platform == "android" else "name"

    assert driver.find_element(AppiumBy.XPATH, f'//*[@{attribute}="track"]') == find(driver, "track")


def test_the_source_shows_the_widgets(driver: WebDriver) -> None:
    assert 'text="Track"' in driver.page_source or 'label="Track"' in driver.page_source


def test_a_screenshot_is_a_png(driver: WebDriver) -> None:
    assert driver.get_screenshot_as_png().startswith(b"\x89PNG")
    assert find(driver, "track").screenshot_as_png.startswith(b"\x89PNG")


def test_there_is_the_native_context_only(driver: WebDriver) -> None:
    driver.switch_to.context("NATIVE_APP")

    assert driver.contexts == ["NATIVE_APP"]
    assert driver.current_context == "NATIVE_APP"


def test_another_context_does_not_exist(driver: WebDriver) -> None:
    with pytest.raises(WebDriverException, match="No such context found"):
        driver.switch_to.context("WEBVIEW_1")


def test_settings_are_kept(driver: WebDriver) -> None:
    driver.update_settings({"waitForIdleTimeout": 0})

    assert driver.get_settings()["waitForIdleTimeout"] == 0


def test_events_are_kept(driver: WebDriver) -> None:
    driver.log_event("app", "paid")

    events: Any = driver.get_events()

    assert len(events["app:paid"]) == 1
    assert events["commands"][-1]["cmd"] == "logEvent"
    assert list(driver.get_events(["app:paid"])) == ["app:paid"]


def test_timeouts_are_kept(driver: WebDriver) -> None:
    driver.implicitly_wait(7)

    assert driver.timeouts.implicit_wait == 7


def test_the_server_is_ready(driver: WebDriver) -> None:
    assert driver.get_status()["ready"]


def test_a_tap_presses_what_is_under_the_finger(driver: WebDriver, phone: APhone) -> None:
    rect = find(driver, "track").rect

    driver.tap([(10, 10)])
    driver.tap([(rect["x"] + 20, rect["y"] + 5)])

    assert phone.presses == ["track"]


def test_keys_are_typed_into_the_touched_field(driver: WebDriver, phone: APhone) -> None:
    find(driver, "user_id").click()

    ActionChains(driver).send_keys("ada").perform()
    ActionBuilder(driver).clear_actions()

    assert phone.user == "ada"


def test_a_swipe_presses_nothing(driver: WebDriver, phone: APhone) -> None:
    rect = find(driver, "track").rect

    driver.swipe(20, rect["y"] + 5, 20, rect["y"] + 200)
    driver.swipe(20, rect["y"] + 200, 20, rect["y"] + 5, 100)

    assert phone.presses == []


def test_back_leaves_the_app_on_android_only(driver: WebDriver, phone: APhone) -> None:
    driver.back()

    assert phone.app_state(APP) == (3 if phone.platform == "android" else 4)


@only_on_android
def test_back_closes_the_keyboard_first(driver: WebDriver, phone: APhone) -> None:
    find(driver, "user_id").click()
    assert driver.is_keyboard_shown()

    driver.back()

    assert not driver.is_keyboard_shown()
    assert phone.app_state(APP) == 4


def test_the_keyboard_belongs_to_the_touched_field(driver: WebDriver) -> None:
    find(driver, "user_id").click()

    assert driver.is_keyboard_shown()
    assert driver.switch_to.active_element == find(driver, "user_id")
    driver.hide_keyboard()
    assert not driver.is_keyboard_shown()
    with pytest.raises(NoSuchElementException):
        assert driver.switch_to.active_element


def test_there_is_no_alert(driver: WebDriver) -> None:
    with pytest.raises(NoAlertPresentException):
        driver.switch_to.alert.accept()


def test_a_dialog_of_the_system_is_read_and_answered(driver: WebDriver, phone: APhone) -> None:
    phone.dialog = "May it show notifications?"
    assert driver.switch_to.alert.text == "May it show notifications?"
    driver.switch_to.alert.accept()
    assert (phone.alert(), phone.notification_permission(APP)) == (None, "granted")
    phone.dialog = "May it show notifications?"
    driver.switch_to.alert.dismiss()
    assert (phone.alert(), phone.notification_permission(APP)) == (None, "denied")


def test_the_screen_is_not_recorded(driver: WebDriver) -> None:
    with pytest.raises(UnknownMethodException, match="Screen recording is not supported here"):
        driver.start_recording_screen()
    with pytest.raises(UnknownMethodException, match="Screen recording is not supported here"):
        driver.stop_recording_screen()


def test_an_unknown_mobile_method_is_refused(driver: WebDriver) -> None:
    with pytest.raises(UnknownMethodException, match="Unsupported execute method 'mobile: nope'"):
        driver.execute_script("mobile: nope")


def test_a_session_ends(driver: WebDriver) -> None:
    driver.quit()

    with pytest.raises(InvalidSessionIdException, match="A session is either terminated or not started"):
        assert driver.page_source


def test_a_session_says_that_it_is_virtual(connect: Callable[..., WebDriver], phone: APhone) -> None:
    capabilities = connect(somethingNew={"a": 1}).capabilities

    assert capabilities["appium:automationName"] == "VirtualDevice"
    assert capabilities["appium:udid"] == phone.udid
    assert capabilities["appium:deviceName"] == phone.udid
    assert capabilities["harness:engine"] == "virtual"
    assert capabilities["harness:models"] == ["a model"]
    assert capabilities["appium:platformVersion"] == phone.describe()["platformVersion"]
    assert capabilities["appium:somethingNew"] == {"a": 1}
