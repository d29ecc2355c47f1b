from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from hypothesis import given
from hypothesis import strategies as st

from harness.w3c.phone import Platform, Widget
from harness.w3c.screen import Screen, lay_out, measure_screen
from harness.w3c.source import write_source


def a_screen(platform: Platform, *widgets: Widget) -> Screen:
    rect = measure_screen(platform, "PORTRAIT")
    return Screen(platform, rect, lambda: "com.example.sample", None, lay_out(platform, rect, widgets))


def test_androids_source_is_a_hierarchy() -> None:
    root = ElementTree.fromstring(write_source(a_screen("android", Widget("run", "button", "Run"))))

    assert (root.tag, root.get("rotation"), root.get("width")) == ("hierarchy", "0", "1080")
    button = root.find(".//android.widget.Button")
    assert button is not None
    assert button.attrib == {
        **{"index": "0", "package": "com.example.sample", "class": "android.widget.Button", "text": "Run"},
        **{"content-desc": "run", "resource-id": "com.example.sample:id/run", "bounds": "[0,80][1080,210]"},
        **{"clickable": "true", "enabled": "true", "displayed": "true", "focusable": "false", "focused": "false"},
        **{"checkable": "false", "checked": "false", "long-clickable": "false", "password": "false"},
        **{"scrollable": "false", "selected": "false"},
    }


def test_ioss_source_is_an_application() -> None:
    root = ElementTree.fromstring(write_source(a_screen("ios", Widget("user", "field", "ada"))))

    assert root.tag == "AppiumAUT"
    field = root.find("XCUIElementTypeApplication/XCUIElementTypeWindow/XCUIElementTypeTextField")
    assert field is not None
    assert field.attrib == {
        **{"type": "XCUIElementTypeTextField", "name": "user", "label": "", "value": "ada", "enabled": "true"},
        **{"visible": "true", "accessible": "true", "x": "0", "y": "47", "width": "390", "height": "52", "index": "0"},
    }


def test_siblings_are_numbered() -> None:
    root = ElementTree.fromstring(write_source(a_screen("ios", Widget("a", "text", "A"), Widget("b", "text", "B"))))

    assert [label.get("index") for label in root.iter("XCUIElementTypeStaticText")] == ["0", "1"]


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_of_an_app_gives_well_formed_xml(text: str) -> None:
    for platform in ("android", "ios"):
        source = write_source(a_screen("ios" if platform == "ios" else "android", Widget("w", "text", text)))
        ElementTree.fromstring(source.encode("utf-8"))
