from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.w3c.errors import WebDriverError
from harness.w3c.locators import STRATEGIES, find
from harness.w3c.phone import Platform, Widget
from harness.w3c.screen import Node, Screen, lay_out, measure_screen, widget_key

WIDGETS = (
    Widget("user", "field", "ada"),
    Widget("run", "button", "Run"),
    Widget("stop", "button", "Stop", is_enabled=False),
    Widget("outcome", "text", "ok"),
)


def a_screen(platform: Platform) -> Screen:
    rect = measure_screen(platform, "PORTRAIT")
    return Screen(platform, rect, lambda: "com.example.sample", "user", lay_out(platform, rect, WIDGETS))


def ids(platform: Platform, using: str, value: str, scope: str = "") -> list[str]:
    """Accessibility ids; a container is named by its class."""
    screen = a_screen(platform)
    within = next((node for node in screen.walk() if scope and node.tag.endswith(scope)), None)
    return [node.widget.id if node.widget else node.tag for node in find(screen, within, using, value)]


@pytest.mark.parametrize(
    ("using", "value", "found"),
    [
        ("accessibility id", "run", ["run"]),
        ("accessibility id", "Run", []),
        ("id", "run", ["run"]),
        ("id", "com.example.sample:id/run", ["run"]),
        ("id", "org.other:id/run", []),
        ("class name", "android.widget.Button", ["run", "stop"]),
        ("class name", "android.widget.FrameLayout", ["android.widget.FrameLayout"]),
        ("xpath", "//android.widget.Button", ["run", "stop"]),
        ("xpath", "//android.widget.Button[2]", ["stop"]),
        ("xpath", '//*[@text="Run"]', ["run"]),
        ("xpath", "//*[@enabled='false']", ["stop"]),
        ("xpath", "/hierarchy/*/*/android.widget.EditText", ["user"]),
        ("xpath", "//android.widget.EditText/..", ["android.widget.LinearLayout"]),
        ("xpath", "//android.widget.Button[last()]", ["stop"]),
        ("xpath", "//android.widget.Button[last()-1]", ["run"]),
        ("xpath", "//android.widget.Button[1][@text='Stop']", []),
        ("xpath", '//*[@text != "Run"][@clickable="true"]', ["user", "stop"]),
        ("xpath", "//*[android.widget.EditText]", ["android.widget.LinearLayout"]),
        ("xpath", "/hierarchy", []),
        ("-android uiautomator", 'new UiSelector().text("Run")', ["run"]),
        ("-android uiautomator", 'new UiSelector().className("android.widget.Button").instance(1)', ["stop"]),
        ("-android uiautomator", 'new UiSelector().className("android.widget.Button").instance(9)', []),
    ],
)
def test_android_finds(using: str, value: str, found: list[str]) -> None:
    assert ids("android", using, value) == found


@pytest.mark.parametrize(
    ("using", "value", "found"),
    [
        ("accessibility id", "run", ["run"]),
        ("id", "run", ["run"]),
        ("name", "run", ["run"]),
        ("class name", "XCUIElementTypeButton", ["run", "stop"]),
        ("xpath", "//XCUIElementTypeButton[@label='Stop']", ["stop"]),
        ("xpath", "/AppiumAUT/XCUIElementTypeApplication", ["XCUIElementTypeApplication"]),
        ("-ios predicate string", "type == 'XCUIElementTypeButton' AND enabled == true", ["run"]),
        ("-ios predicate string", "name == 'com.example.sample'", ["XCUIElementTypeApplication"]),
        ("-ios class chain", "**/XCUIElementTypeButton[`label == 'Stop'`]", ["stop"]),
    ],
)
def test_ios_finds(using: str, value: str, found: list[str]) -> None:
    assert ids("ios", using, value) == found


def test_a_search_in_a_container_finds_what_is_in_it() -> None:
    assert ids("android", "class name", "android.widget.Button", scope="LinearLayout") == ["run", "stop"]
    assert ids("android", "xpath", "//android.widget.Button", scope="LinearLayout") == ["run", "stop"]
    assert ids("ios", "-ios class chain", "XCUIElementTypeButton[1]", scope="Window") == ["run"]


def test_a_search_in_a_widget_finds_nothing() -> None:
    screen = a_screen("android")
    run = screen.find(widget_key("run"))
    assert isinstance(run, Node)

    assert find(screen, run, "accessibility id", "stop") == []
    assert find(screen, run, "xpath", "//*") == []


def test_another_platforms_strategy_is_not_supported() -> None:
    foreign = [("android", using) for using in STRATEGIES["ios"].keys() - STRATEGIES["android"].keys()]
    foreign += [("ios", using) for using in STRATEGIES["android"].keys() - STRATEGIES["ios"].keys()]

    assert len(foreign) == 4
    for platform, using in foreign:
        with pytest.raises(WebDriverError) as refused:
            find(a_screen("ios" if platform == "ios" else "android"), None, using, "x")
        assert refused.value.code == "invalid selector"
        assert refused.value.message == f"Locator Strategy '{using}' is not supported for this session"


@pytest.mark.parametrize("using", ["link text", "tag name", "nope"])
def test_a_strategy_for_web_pages_is_not_supported(platform: Platform, using: str) -> None:
    with pytest.raises(WebDriverError, match=f"Locator Strategy '{using}' is not supported for this session"):
        find(a_screen(platform), None, using, "x")


def test_css_is_refused_and_not_misunderstood(platform: Platform) -> None:
    with pytest.raises(WebDriverError, match="does not translate CSS"):
        find(a_screen(platform), None, "css selector", "#run")


BEYOND = [
    *("", "//", "//*[", "(//*)[1]", "//a | //b", "//*/@text", "descendant::*", "id('x')", "count(//*)", "foo bar"),
    *("//*[contains(@text,'R')]", "//*[@a='1' and @b='2']", "//*[@x<2]", "//*[.='A']", "//*[text()='A']"),
    *("//a[0]", "//*[1]", "//a[@b='c'][1]", "//a//.."),
]


@pytest.mark.parametrize("xpath", BEYOND)
def test_xpath_beyond_the_subset_is_refused(platform: Platform, xpath: str) -> None:
    with pytest.raises(WebDriverError, match="the virtual phone knows paths of classes"):
        find(a_screen(platform), None, "xpath", xpath)


@given(value=st.text(max_size=40), using=st.sampled_from(sorted({*STRATEGIES["android"], *STRATEGIES["ios"]})))
def test_any_text_is_found_or_refused(value: str, using: str) -> None:
    for platform in ("android", "ios"):
        if using in STRATEGIES[platform]:
            assert outcome(a_screen(platform), using, value) in ("found", "invalid selector")


@given(value=st.text("()[]*/.@'\"=!ab`1$<>&| \\{}", max_size=30))
def test_any_nonsense_is_found_or_refused(value: str) -> None:
    for platform, strategies in STRATEGIES.items():
        for using in strategies:
            assert outcome(a_screen(platform), using, value) in ("found", "invalid selector")


def outcome(screen: Screen, using: str, value: str) -> str:
    try:
        find(screen, None, using, value)
    except WebDriverError as refused:
        return refused.code
    return "found"
