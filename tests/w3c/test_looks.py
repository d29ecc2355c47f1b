from __future__ import annotations

from typing import Any

import pytest

from harness.w3c.errors import WebDriverError
from harness.w3c.looks import attribute_of, attributes_of
from harness.w3c.phone import Platform, Widget
from harness.w3c.screen import Node, Screen, lay_out, measure_screen, widget_key

WIDGETS = (Widget("user", "field", ""), Widget("run", "button", "Run", is_enabled=False), Widget("said", "text", "ok"))


def seen(platform: Platform, widget_id: str) -> tuple[Screen, Node]:
    rect = measure_screen(platform, "PORTRAIT")
    screen = Screen(platform, rect, lambda: "app", "user", lay_out(platform, rect, WIDGETS))
    node = screen.find(widget_key(widget_id))
    assert node is not None
    return screen, node


@pytest.mark.parametrize(
    ("platform", "widget", "name", "value"),
    [
        ("android", "run", "text", "Run"),
        ("android", "run", "content-desc", "run"),
        ("android", "run", "contentDescription", "run"),
        ("android", "run", "resourceId", "app:id/run"),
        ("android", "run", "className", "android.widget.Button"),
        ("android", "run", "enabled", "false"),
        ("android", "user", "focused", "true"),
        ("android", "user", "text", ""),
        ("ios", "run", "label", "Run"),
        ("ios", "run", "value", None),
        ("ios", "run", "enabled", "false"),
        ("ios", "user", "value", None),
        ("ios", "said", "value", "ok"),
        ("ios", "said", "type", "XCUIElementTypeStaticText"),
        ("ios", "said", "rect", '{"x": 0, "y": 151, "width": 390, "height": 52}'),
    ],
)
def test_an_attribute_has_the_platforms_form(platform: Platform, widget: str, name: str, value: Any) -> None:
    assert attribute_of(*seen(platform, widget), name) == value


@pytest.mark.parametrize(("platform", "name"), [("android", "label"), ("ios", "text"), ("ios", "content-desc")])
def test_an_unknown_attribute_names_the_known_ones(platform: Platform, name: str) -> None:
    with pytest.raises(WebDriverError, match=f"'{name}' attribute is unknown for the element") as refused:
        attribute_of(*seen(platform, "run"), name)
    assert '"enabled"' in refused.value.message


def test_only_the_application_carries_the_apps_id() -> None:
    screen, _ = seen("ios", "run")
    application, window, *_ = screen.walk()

    assert attributes_of(screen, application)["name"] == "app"
    assert attributes_of(screen, window)["name"] == ""


def test_a_window_of_the_system_has_its_own_package_and_no_descriptions() -> None:
    rect = measure_screen("android", "PORTRAIT")
    widget = Widget("com.android.permissioncontroller:id/allow", "button", "Allow")
    screen = Screen("android", rect, lambda: "app", None, lay_out("android", rect, (widget,)))
    node = screen.find(widget_key(widget.id))
    assert node is not None
    seen = attributes_of(screen, node)
    assert (seen["package"], seen["resource-id"]) == ("com.android.permissioncontroller", widget.id)
    assert seen["content-desc"] == ""
